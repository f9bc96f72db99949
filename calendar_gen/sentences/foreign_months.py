"""The Gregorian months as people write them in other languages, for suggestions only."""

_MONTHS = """
januar februar märz april mai juni juli august september oktober november dezember
jänner feber
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
ledna února března dubna května června července srpna září října listopadu prosince
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""
"""A line for each language, and for a second form of its words. Source: CLDR."""


def english_month(word: str) -> str | None:
    """The English name of a month in another language; None for other words."""
    from calendar_gen.calendars.western import MONTHS

    folded = word.casefold()
    for line in _MONTHS.strip().splitlines():
        words = line.split()
        if folded in words:
            return MONTHS[words.index(folded)].name
    return None
