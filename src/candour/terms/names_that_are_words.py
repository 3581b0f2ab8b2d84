"""Names that are also words: Rose, Mark, Will, Hope, Jo. In a sentence they are a name only where they are written as one."""

ALSO_WORDS = frozenset(
    """
    amber angel april ash august autumn bank banks barber baron barrow bay bean beck bell best bill bird bishop black bliss
    bloom blue blunt bond booth bowls boy brand bridge bridges bright brook brooks brown buck bud bull burn burns bush butcher
    butler carter case cash chance chase cherry child church clay cliff close coke cole cook cooper corn crisp cross crystal
    curry daisy dale dawn day dean dear destiny drew drake dusty earl east english faith farmer fern field fields finch fish
    fisher flower flowers ford forest foster fox frank french frost garden gardener gay gene gift ginger glen gold good grace
    grant gray green grey guy hall hand hardy harmony harvest hazel heath heather heaven hill hills holly home honey honour
    hood hook hope horn house hunt hunter iris iron ivory ivy jack jade jay jasmine jewel jolly joy judge june just kay key
    king knight lake lamb lane large lark law lawn leaf lee lily little long love luck lucky major mark marsh martin mason may
    mercy mike miles mill mills mint mist moon moss mount myrtle new nice noble noel norm north old olive page park parks
    parsons patience pear pearl penny pepper piece pierce pike pine piper poll poor poppy porter potter power precious price
    pride prince prior prosper queen rain ray read reed rich ring rivers robin rock rod roman root rose rowan ruby rush rusty
    sage sandy savage scar sea seal serenity shade sharp shepherd short silver singer skip skipper sky small smart smith snow
    sonny south sparrow speed spring star stark steel stone stones storm strange street strong summer summers sunny swan sweet
    swift taylor temple terry thorn treasure trinity true trust turner usher van victor violet wade walker wall ward wards
    waters way weaver weeks well wells west white wild will willow winter winters wise wolf wood woods worth wren young
    bob chip chuck dan don dot drum ed em fay flo gem gill guy hank ivan jan jean jet jock josh kit lance laurel lea les lip
    lou lord mae max mel merry mo nat ned nick opal pat paris pam peg pet pip raven red reg rene rex rob rusk sal sally sam sid
    stew sue tab tad ted tim tom tony tori vi vic wit zest
    """.split()  # noqa: SIM905
)
# These alone never give anybody away: every other sentence begins with one. A full name with one in it is still looked for.
NEVER_ALONE = frozenset(
    """
    a am an and as at be but by can do for go had has he her him his how i if in is it its let me my no nor not now of off oh
    ok on one or our out per she so than that the them then they this to too up us was we what when who why yes you
    """.split()  # noqa: SIM905
)
# Words people write where a name is asked: they say what somebody is, and are in every other sentence.
NOT_NAMES = frozenset(
    """
    mr mrs ms miss mx dr sir prof nurse teacher the of and street road lane flat house school mother mum mummy mam father dad
    daddy parent parents carer carers child baby unborn boy girl family self somebody someone not known unknown none name
    police hospital health gp social worker officer service services
    """.split()  # noqa: SIM905
)
