"""The names of the language that no rule may have for its id: months, calendars, eras, named days.

Spelt out, as every id is held against them, and asking the calendars would take reading the tables
of them all. Each is folded: without letter case, spaces, hyphens and apostrophes. The tests hold
the list against the calendars.
"""

from calendar_gen.sentences.words import fold

_MONTHS = """
ab aban abib adar adar1 adar2 adaralef adarbet adari adarii adarrishon adarsheni agrahayan
agrahayana amordad amshir apr april asadha ashadh ashadha ashar asharh ashvina ashwin assu asu
asvina aswin aug augrahayan august av azar baba bahman baishakh baouna baramhat baramouda baramuda
bashans bhadon bhadra bhadrapada bhadro bhadson boisakh boishakh brumaire chaitra chaitro cheshvan
chet chett chislev choitro complementaryday complementarydays dec december dei dey dhualhijja
dhualhijjah dhualqada dhualqadah dhualqida dhualqidah dhulhijja dhulhijjah dhulqadah dhulqidah elul
epep epip esfand fagan fagun falgun farvardin feb february fervidor floreal frimaire fructidor
genbot germinal ginbot haar hamele hamle har harh hathor hator hedar heshvan hidar iyar iyyar
jaistha jan january jeth joishtho joistho jul july jumada1 jumada2 jumadaalakhirah jumadaalawwal
jumadaalthani jumadaalula jumadai jumadaii jun june jyaishtha jyaistha jyeshtha jyoishtho kartick
kartik kartika karttika katak katik kattak khordad kiahk kislev kiyahk koiak littlemonth magabit
magghar magh magha maghar mar march marcheshvan margashirsha marheshvan maskaram may megabit mehr
menachemav meshir meskerem mesori mesra messidor miazia misra miyazia miyazya moharram mordad
muharram nasi nasie nehase nehasse nisan nissan nivose nov november oct october ogrohayon
ordibehesht paguemen pagume pagumen paona paoni paopi paremhat parmouti pashons pausa paush pausha
phaggan phagun phalgun phalguna pikogienavot pluviose poh poush prairial rabi1 rabi2 rabialakhir
rabialawal rabialawwal rabialthani rabii rabiii rajab ramadan ramadhan ramazan safar sane
sansculottides savan sawan sene sep september shaaban shabaan shaban shahrivar shawal shawwal shebat
shevat shraban shrabon shravana shvat sivan siwan srabon sravana tahisas tahsas tammuz tamuz tebeth
tekemt tekimt ter terr teves tevet thermidor thoout thout tikimt tir tishre tishrei tishri toba tobi
tout vaisakh vaisakha vaishakha vendemiaire ventose visakh yakatit yekatit zulhijjah zulkaidah
"""
_CALENDARS = """
bangla bengali buddhist chinese civil coptic dangi ethiopian ethiopic frenchrepublican gregorian
hebrew hijri indian iranian islamic jewish julian korean minguo nanakshahi persian republican roc
saka tabular ummalqura vietnamese
"""
_ERAS = """
ad ah am ap bc bce be bs ce ec ee heisei meiji ns reiwa sh showa taisho
"""
_SUN = """
awakeningofinsects baengno bailu cheongmyeong cheoseo chingming chubun chunbun chunfen chushu
colddew daehan daeseo daeseol dahan dashu daxue decembersolstice dongchi dongji dongzhi endofheat
equinox frostsdescent gogu grainbuds graininear grainrain guyu gyeongchip hachi haji hallo hanlu
ipchu ipchun ipdong ipha jingzhe junesolstice lichun lidong liqiu lixia majorcold majorheat
majorsnow mangjong mangzhong marchequinox minorcold minorheat minorsnow qingming qiufen rainwater
sanggang septemberequinox shuangjiang sohan solstice soman soseo soseol startofautumn startofspring
startofsummer startofwinter thanhminh thuphan tombsweepingday usu whitedew xiaohan xiaoman xiaoshu
xiaoxue xiazhi xuanphan yushui
"""
_DAYS = """
buddhapurnima buddhapurnimaindia dasara dasaraindia deepavali deepavaliindia dhulandi dhulandiindia
dipavali dipavaliindia divali divaliindia diwali diwaliindia dussehra dussehraindia easter
ganeshchaturthi ganeshchaturthiindia gurunanakgurpurab gurunanakgurpurabindia gurunanakjayanti
gurunanakjayantiindia gurunanaksbirthday gurunanaksbirthdayindia holi holiindia janmashtami
janmashtamiindia krishnajanmashtami krishnajanmashtamiindia mahashivaratri mahashivaratriindia
mahashivratri mahashivratriindia mahavirajayanti mahavirajayantiindia mahavirjayanti
mahavirjayantiindia orthodox orthodoxeaster ramanavami ramanavamiindia ramnavami ramnavamiindia
shivaratri shivaratriindia vesak vesakindia vesakindonesia vesakmalaysia vesakpoya vesakpoyasrilanka
vesaksingapore vesaksrilanka vesakthailand vijayadashami vijayadashamiindia vinayakachaturthi
vinayakachaturthiindia visakhabucha visakhabuchathailand visakhapuja visakhapujathailand waisak
waisakindonesia wesak wesakmalaysia
"""
RESERVED = frozenset(f"{_MONTHS} {_CALENDARS} {_ERAS} {_SUN} {_DAYS}".split())
"""All of them, folded."""


def is_reserved(id: str) -> bool:
    """Whether an id is one of the names: `may`, `adar-ii`, `vesak-thailand`, `reiwa`.

    Not one of two letters, such as `ab` and `ad`: authors number their rules so, and none of these
    is a day by itself, so that a sentence which ends with one can only mean the rule.
    """
    return len(id) > 2 and fold(id) in RESERVED
