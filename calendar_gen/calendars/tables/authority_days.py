"""Days that an authority announces, year by year; past what is announced, by a stated rule."""

from calendar_gen.calendars.authority_tables import AuthorityTable

_COLLECTED = "not held against it, so provisional: as the package holidays 0.109 (MIT) collects it"
_INDIA = f"India's yearly list of holidays (Department of Personnel and Training); {_COLLECTED}"
_INDONESIA = f"Indonesia's joint decree of three ministers on national holidays; {_COLLECTED}"
_MALAYSIA = f"Malaysia's federal public holidays (Prime Minister's Department); {_COLLECTED}"
_SINGAPORE = f"Singapore's public holidays as gazetted (Ministry of Manpower); {_COLLECTED}"
_SRI_LANKA = f"Sri Lanka's public holidays as gazetted (Ministry of Home Affairs); {_COLLECTED}"
_THAILAND = f"Thailand's official holidays (Cabinet); {_COLLECTED}"
"""Who announces the days, and what is known of these: nobody has held them against the lists."""

AUTHORITY_DAYS = (
    AuthorityTable(
        key="diwali-india",
        name="Diwali",
        aliases=("Deepavali", "Dipavali", "Divali"),
        authority="India",
        alone=True,
        source=(
            f"{_INDIA} "
            "to 2026; then computed: the evening with the new moon that ends the month "
            "Ashvina."
        ),
        first_year=2001,
        last_announced=2026,
        contested=(2024,),
        days=(
            "1114 1104 1025 1112 1101 1021 1109 1028 1017 1105 "
            "1026 1113 1103 1023 1111 1030 1019 1107 1027 1114 "
            "1104 1024 1112 1031 1020 1108 1029 1017 1105 1026 "
            "1114 1102 1022 1110 1030 1019 1107 1027 1115 1104 "
            "1024 1112 1101 1020 1108 1029 1018 1105 1026 1114"
        ),
    ),
    AuthorityTable(
        key="holi-india",
        name="Holi",
        aliases=("Dhulandi",),
        authority="India",
        alone=True,
        source=(
            f"{_INDIA} "
            "to 2026; then computed: the day after the night of the full moon of Phalguna."
        ),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0310 0329 0318 0307 0326 0315 0304 0322 0311 0301 "
            "0320 0308 0327 0317 0306 0324 0313 0302 0321 0310 "
            "0329 0318 0308 0325 0314 0304 0322 0311 0301 0320 "
            "0309 0327 0316 0305 0324 0312 0302 0321 0311 0329 "
            "0318 0307 0325 0314 0303 0322 0312 0301 0319 0308"
        ),
    ),
    AuthorityTable(
        key="dussehra-india",
        name="Dussehra",
        aliases=("Vijayadashami", "Dasara", "Vijaya Dashami"),
        authority="India",
        alone=True,
        source=(f"{_INDIA} to 2026; then computed: the tenth tithi of Ashvina, in the afternoon."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "1026 1015 1005 1022 1012 1002 1021 1009 0928 1017 "
            "1006 1024 1013 1003 1022 1011 0930 1019 1008 1025 "
            "1015 1005 1024 1012 1002 1020 1009 0927 1016 1006 "
            "1025 1014 1003 1022 1011 0929 1018 1007 1026 1015 "
            "1005 1024 1013 1001 1020 1009 0928 1016 1006 1025"
        ),
    ),
    AuthorityTable(
        key="janmashtami-india",
        name="Janmashtami",
        aliases=("Krishna Janmashtami",),
        authority="India",
        alone=True,
        source=(
            f"{_INDIA} "
            "to 2026; then computed: the eighth tithi of the waning half of Shravana, at "
            "sunrise."
        ),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0812 0831 0820 0907 0827 0816 0904 0824 0814 0902 "
            "0822 0810 0828 0818 0905 0825 0815 0903 0824 0812 "
            "0830 0819 0907 0826 0816 0904 0825 0813 0901 0821 "
            "0810 0828 0817 0906 0826 0815 0903 0823 0812 0829 "
            "0819 0907 0828 0816 0904 0825 0814 0831 0820 0810"
        ),
    ),
    AuthorityTable(
        key="ram-navami-india",
        name="Ram Navami",
        aliases=("Rama Navami",),
        authority="India",
        alone=True,
        source=(f"{_INDIA} to 2026; then computed: the ninth tithi of Chaitra, at noon."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0402 0421 0411 0330 0418 0406 0326 0414 0403 0324 "
            "0412 0401 0419 0408 0328 0415 0404 0325 0413 0402 "
            "0421 0410 0330 0417 0406 0326 0415 0403 0423 0412 "
            "0401 0418 0407 0328 0416 0405 0325 0413 0403 0420 "
            "0409 0329 0417 0406 0327 0415 0404 0422 0411 0331"
        ),
    ),
    AuthorityTable(
        key="maha-shivaratri-india",
        name="Maha Shivaratri",
        aliases=("Mahashivratri", "Maha Shivratri", "Shivaratri"),
        authority="India",
        alone=True,
        source=(
            f"{_INDIA} "
            "to 2026; then computed: the fourteenth tithi of the waning half of Magha, at "
            "midnight."
        ),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0221 0312 0301 0218 0308 0226 0216 0306 0223 0212 "
            "0302 0220 0310 0227 0217 0307 0224 0213 0304 0221 "
            "0311 0301 0218 0308 0226 0215 0306 0223 0211 0302 "
            "0220 0310 0227 0217 0308 0225 0213 0304 0221 0311 "
            "0301 0218 0309 0227 0215 0305 0222 0212 0302 0220"
        ),
    ),
    AuthorityTable(
        key="mahavir-jayanti-india",
        name="Mahavir Jayanti",
        aliases=("Mahavira Jayanti",),
        authority="India",
        alone=True,
        source=(
            f"{_INDIA} "
            "to 2026, but for 2010; then computed: the thirteenth tithi of Chaitra, at "
            "sunrise."
        ),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0406 0425 0415 0403 0422 0411 0331 0418 0407 0328 "
            "0416 0405 0424 0413 0402 0420 0409 0329 0417 0406 "
            "0425 0414 0404 0421 0410 0331 0419 0407 0426 0416 "
            "0405 0423 0412 0401 0420 0409 0329 0417 0407 0425 "
            "0414 0403 0422 0410 0331 0419 0408 0426 0416 0405"
        ),
    ),
    AuthorityTable(
        key="guru-nanak-jayanti-india",
        name="Guru Nanak Jayanti",
        aliases=("Guru Nanak's Birthday", "Guru Nanak Gurpurab"),
        authority="India",
        alone=True,
        source=(f"{_INDIA} to 2026; then computed: the full moon of Kartika, at sunrise."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "1130 1119 1108 1126 1115 1105 1124 1113 1102 1121 "
            "1110 1128 1117 1106 1125 1114 1104 1123 1112 1130 "
            "1119 1108 1127 1115 1105 1124 1114 1102 1121 1110 "
            "1128 1117 1106 1125 1115 1104 1122 1111 1130 1118 "
            "1108 1127 1116 1105 1124 1113 1102 1120 1109 1128"
        ),
    ),
    AuthorityTable(
        key="ganesh-chaturthi-india",
        name="Ganesh Chaturthi",
        aliases=("Vinayaka Chaturthi",),
        authority="India",
        alone=True,
        source=(f"{_INDIA} to 2026; then computed: the fourth tithi of Bhadrapada, at noon."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0822 0910 0831 0918 0907 0827 0915 0903 0823 0911 "
            "0901 0919 0909 0829 0917 0905 0825 0913 0902 0822 "
            "0910 0831 0919 0907 0827 0914 0904 0823 0911 0901 "
            "0920 0908 0828 0916 0905 0825 0913 0902 0823 0910 "
            "0830 0918 0907 0826 0914 0904 0824 0911 0901 0920"
        ),
    ),
    AuthorityTable(
        key="vesak-india",
        name="Vesak",
        aliases=("Buddha Purnima",),
        authority="India",
        alone=False,
        source=(
            f"{_INDIA} "
            "to 2026, but for 2001 to 2004 and 2009; then computed: the full moon of "
            "Vaishakha, at sunrise."
        ),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0507 0526 0516 0504 0523 0513 0502 0520 0509 0527 "
            "0517 0506 0525 0514 0504 0521 0510 0430 0518 0507 "
            "0526 0516 0505 0523 0512 0501 0520 0508 0527 0517 "
            "0507 0525 0514 0503 0522 0510 0429 0518 0508 0526 "
            "0516 0505 0523 0511 0501 0520 0509 0527 0517 0506"
        ),
    ),
    AuthorityTable(
        key="vesak-indonesia",
        name="Vesak",
        aliases=("Waisak",),
        authority="Indonesia",
        alone=False,
        source=(f"{_INDONESIA} to 2026; then the full moon of the fourth Chinese month."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0507 0526 0516 0603 0524 0513 0601 0520 0509 0528 "
            "0517 0506 0525 0515 0602 0522 0511 0529 0519 0507 "
            "0526 0516 0604 0523 0512 0531 0520 0509 0527 0516 "
            "0604 0523 0513 0601 0522 0510 0529 0518 0507 0525 "
            "0514 0602 0523 0512 0531 0520 0509 0527 0516 0604"
        ),
    ),
    AuthorityTable(
        key="vesak-malaysia",
        name="Vesak",
        aliases=("Wesak",),
        authority="Malaysia",
        alone=False,
        source=(f"{_MALAYSIA} to 2026; then as that calendar is projected."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0507 0527 0515 0503 0522 0512 0501 0519 0509 0528 "
            "0517 0505 0524 0513 0503 0521 0510 0529 0519 0507 "
            "0526 0515 0504 0522 0512 0531 0520 0509 0527 0516 "
            "0506 0523 0513 0503 0522 0510 0529 0518 0507 0525 "
            "0514 0504 0523 0512 0501 0520 0509 0527 0516 0505"
        ),
    ),
    AuthorityTable(
        key="vesak-singapore",
        name="Vesak",
        aliases=(),
        authority="Singapore",
        alone=False,
        source=(f"{_SINGAPORE} to 2026; then the full moon of the fourth Chinese month."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0507 0526 0515 0602 0522 0512 0531 0519 0509 0528 "
            "0517 0505 0524 0513 0601 0521 0510 0529 0519 0507 "
            "0526 0515 0602 0522 0512 0531 0520 0509 0527 0516 "
            "0604 0523 0513 0601 0522 0510 0529 0518 0507 0525 "
            "0514 0602 0523 0512 0531 0520 0509 0527 0516 0604"
        ),
    ),
    AuthorityTable(
        key="vesak-sri-lanka",
        name="Vesak",
        aliases=("Vesak Poya",),
        authority="Sri Lanka",
        alone=False,
        source=(
            f"{_SRI_LANKA} to 2026, but for 2010; then the full moon of Vaishakha as in India."
        ),
        first_year=2003,
        last_announced=2026,
        contested=(),
        days=(
            "0515 0504 0523 0512 0501 0519 0508 0527 0517 0505 "
            "0524 0514 0503 0521 0510 0429 0518 0507 0526 0515 "
            "0505 0523 0512 0501 0520 0508 0527 0517 0507 0525 "
            "0514 0503 0522 0510 0429 0518 0508 0526 0516 0505 "
            "0523 0511 0501 0520 0509 0527 0517 0506"
        ),
    ),
    AuthorityTable(
        key="vesak-thailand",
        name="Vesak",
        aliases=("Visakha Bucha", "Visakha Puja"),
        authority="Thailand",
        alone=False,
        source=(f"{_THAILAND} to 2026; then the Thai lunar calendar as projected."),
        first_year=2001,
        last_announced=2026,
        contested=(),
        days=(
            "0507 0526 0515 0602 0522 0511 0531 0519 0508 0528 "
            "0517 0604 0524 0513 0601 0520 0510 0529 0518 0506 "
            "0526 0515 0603 0522 0511 0531 0520 0508 0527 0516 "
            "0604 0523 0513 0601 0521 0510 0529 0518 0507 0525 "
            "0514 0504 0523 0511 0530 0519 0509 0527 0516 0604"
        ),
    ),
)
