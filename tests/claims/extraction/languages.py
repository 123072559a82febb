"""Short fictional paragraphs by language, by ISO 639-1 code; every name and event in them is made up."""

PARAGRAPHS = {
    "en": (
        "The mayor of Velmar said on Tuesday that the eastern pier would be closed until the storm had passed.",
        "Two crews worked through the night to repair the crane, but nobody could say when the port would open again.",
        "According to the union, 340 members have left since the spring.",
        "“We will rebuild, and we will pay for it,” said Mara Quist, a former harbour master.",
    ),
    "de": (
        "Die Bürgermeisterin von Velmar sagte am Dienstag, die östliche Mole bleibe bis zum Ende des Sturms gesperrt.",
        "Zwei Mannschaften haben die ganze Nacht gearbeitet, um den Kran zu reparieren.",
        "Nach Angaben der Gewerkschaft sind seit dem Frühjahr 340 Mitglieder ausgetreten.",
        "„Wir bauen wieder auf, und wir bezahlen dafür“, sagte Mara Quist, die frühere Hafenmeisterin.",
    ),
    "fr": (
        "La maire de Velmar a déclaré mardi que la jetée orientale resterait fermée jusqu’à la fin de la tempête.",
        "Deux équipes ont travaillé toute la nuit pour réparer la grue du port.",
        "Selon le syndicat, 340 membres sont partis depuis le printemps.",
        "« Nous allons reconstruire et nous paierons », a dit Mara Quist, ancienne capitaine du port.",
    ),
    "es": (
        "La alcaldesa de Velmar dijo el martes que el muelle oriental seguirá cerrado hasta que pase la tormenta.",
        "Dos cuadrillas trabajaron toda la noche para reparar la grúa del puerto.",
        "Según el sindicato, desde la primavera se han marchado 340 afiliados.",
        "«Vamos a reconstruirlo y lo pagaremos nosotros», afirmó Mara Quist, antigua jefa del puerto.",
    ),
    "it": (
        "La sindaca di Velmar ha detto martedì che il molo orientale resterà chiuso fino alla fine della tempesta.",
        "Due squadre hanno lavorato tutta la notte per riparare la gru del porto.",
        "Secondo il sindacato, dalla primavera se ne sono andati 340 iscritti.",
        "«Ricostruiremo e pagheremo noi», ha dichiarato Mara Quist, ex comandante del porto.",
    ),
    "pt": (
        "A presidente da câmara de Velmar disse na terça-feira que o cais oriental ficará fechado até à noite.",
        "Duas equipas trabalharam toda a noite para consertar o guindaste do porto.",
        "Segundo o sindicato, 340 membros saíram desde a primavera.",
        "“Vamos reconstruir e não pediremos ajuda a ninguém”, afirmou Mara Quist, antiga capitã do porto.",
    ),
    "nl": (
        "De burgemeester van Velmar zei dinsdag dat de oostelijke pier dicht blijft tot de storm voorbij is.",
        "Twee ploegen hebben de hele nacht gewerkt om de kraan in de haven te herstellen.",
        "Volgens de vakbond zijn sinds het voorjaar 340 leden vertrokken.",
        "„Wij gaan het weer opbouwen en wij betalen ervoor”, zei Mara Quist, de vroegere havenmeester.",
    ),
    "sv": (
        "Borgmästaren i Velmar sade på tisdagen att den östra piren förblir stängd tills stormen har dragit förbi.",
        "Två lag arbetade hela natten för att laga kranen i hamnen.",
        "Enligt fackförbundet har 340 medlemmar lämnat sedan i våras.",
        "”Vi ska bygga upp den igen och vi kommer att betala”, säger Mara Quist, tidigare hamnkapten.",
    ),
    "da": (
        "Borgmesteren i Velmar sagde tirsdag, at den østlige mole forbliver lukket, indtil stormen er drevet over.",
        "To hold arbejdede hele natten for at reparere kranen på havnen.",
        "Ifølge fagforeningen har 340 medlemmer meldt sig ud siden foråret.",
        "»Vi bygger den op igen, og det bliver os, der betaler,« siger Mara Quist, tidligere havnefoged.",
    ),
    "no": (
        "Ordføreren i Velmar sa tirsdag at den østlige moloen blir stengt til stormen har gitt seg.",
        "To lag jobbet hele natten for å reparere kranen på havna, uten å bli ferdige.",
        "Ifølge fagforeningen har 340 medlemmer meldt seg ut siden i vår.",
        "– Vi skal bygge den opp igjen, og vi kommer til å betale selv, sier Mara Quist, tidligere havnesjef.",
    ),
    "fi": (
        "Velmarin pormestari sanoi tiistaina, että itäinen laituri pysyy suljettuna, kunnes myrsky on ohi.",
        "Kaksi työryhmää korjasi sataman nosturia koko yön.",
        "Ammattiliiton mukaan 340 jäsentä on lähtenyt kevään jälkeen.",
    ),
    "pl": (
        "Burmistrz Velmaru powiedziała we wtorek, że wschodnie molo pozostanie zamknięte, dopóki nie minie sztorm.",
        "Dwie ekipy pracowały całą noc, żeby naprawić dźwig w porcie.",
        "Według związku od wiosny odeszło 340 członków.",
        "„Odbudujemy je i sami za to zapłacimy” – powiedziała Mara Quist, dawna kapitan portu.",
    ),
    "cs": (
        "Starostka Velmaru v úterý řekla, že východní molo zůstane zavřené, dokud bouře nepřejde.",
        "Dvě čety pracovaly celou noc, aby opravily přístavní jeřáb.",
        "Podle odborů od jara odešlo 340 členů.",
    ),
    "ro": (
        "Primărița din Velmar a spus marți că digul de est va rămâne închis până când trece furtuna.",
        "Două echipe au lucrat toată noaptea ca să repare macaraua din port.",
        "Potrivit sindicatului, 340 de membri au plecat din primăvară.",
    ),
    "hu": (
        "Velmar polgármestere kedden azt mondta, hogy a keleti móló zárva marad, amíg el nem vonul a vihar.",
        "Két csapat egész éjjel dolgozott, hogy megjavítsa a kikötő daruját.",
        "A szakszervezet szerint tavasz óta 340 tag távozott.",
    ),
    "el": (
        "Η δήμαρχος του Βέλμαρ είπε την Τρίτη ότι η ανατολική προβλήτα θα μείνει κλειστή ώσπου να περάσει η καταιγίδα.",
        "Δύο συνεργεία δούλεψαν όλη τη νύχτα για να επισκευάσουν τον γερανό.",
    ),
    "ru": (
        "Мэр Вельмара заявила во вторник, что восточный пирс останется закрытым, пока не пройдёт шторм.",
        "Две бригады всю ночь чинили портовый кран.",
        "По данным профсоюза, с весны ушли 340 человек.",
    ),
    "uk": (
        "Мер Вельмара сказала у вівторок, що східний пірс залишиться зачиненим, доки не мине шторм.",
        "Дві бригади всю ніч лагодили портовий кран.",
        "За даними профспілки, від весни пішли 340 людей.",
    ),
    "tr": (
        "Velmar belediye başkanı salı günü, fırtına geçene kadar doğu iskelesinin kapalı kalacağını söyledi.",
        "İki ekip limandaki vinci onarmak için bütün gece çalıştı.",
        "Sendikaya göre bahardan bu yana 340 üye ayrıldı.",
    ),
    "ar": (
        "قالت رئيسة بلدية فيلمار يوم الثلاثاء إن الرصيف الشرقي سيبقى مغلقا حتى تمر العاصفة.",
        "عمل فريقان طوال الليل لإصلاح الرافعة في الميناء.",
    ),
    "ja": (
        "ヴェルマーの市長は火曜日、嵐が過ぎるまで東の桟橋を閉鎖すると述べた。",
        "二つの班が夜通し港のクレーンを修理した。",
    ),
    "zh": (
        "维尔马市长星期二表示，在风暴过去之前，东码头将继续关闭。",
        "两个小组整夜工作，修理港口的起重机，但没有人知道港口什么时候重新开放。",
    ),
}
"""What each says is told in :data:`tests.claims.extraction.articles`: a harbour, a storm, a union."""
