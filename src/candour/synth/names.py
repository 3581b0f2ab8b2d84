"""Names for people who do not exist, in the mix of backgrounds the published figures show."""

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from candour.synth.chance import pick

GIRLS = (
    "Amelia", "Ava", "Bella", "Bonnie", "Brooke", "Caitlin", "Chloe", "Daisy", "Darcie", "Ella", "Ellie-Mae", "Elsie",
    "Emily", "Erin", "Esme", "Eva", "Evie", "Faith", "Freya", "Gracie", "Hallie", "Harper", "Hope", "Imogen", "Isla",
    "Ivy", "Jasmine", "Kacey", "Kayleigh", "Keira", "Kia", "Lacey", "Layla", "Lexi", "Libby", "Lily", "Lola", "Lottie",
    "Lucy", "Maisie", "Martha", "Matilda", "Maya", "Megan", "Mia", "Millie", "Molly", "Mya", "Nancy", "Niamh", "Olivia",
    "Orla", "Phoebe", "Poppy", "Rosie", "Ruby", "Sadie", "Scarlett", "Sienna", "Skye", "Summer", "Tegan", "Thea",
    "Tilly", "Violet", "Willow", "Zara",
)  # fmt: skip
BOYS = (
    "Aidan", "Albie", "Alfie", "Archie", "Arlo", "Ashton", "Bailey", "Bobby", "Brody", "Caleb", "Callum", "Charlie",
    "Cody", "Connor", "Dexter", "Dylan", "Elliot", "Ethan", "Finley", "Frankie", "Freddie", "George", "Harley",
    "Harrison", "Harvey", "Henry", "Hudson", "Isaac", "Jack", "Jacob", "Jake", "Jayden", "Jenson", "Jude", "Kai",
    "Kaiden", "Kian", "Leo", "Leon", "Lewis", "Liam", "Logan", "Louie", "Lucas", "Luke", "Mason", "Max", "Milo", "Noah",
    "Ollie", "Oscar", "Owen", "Reece", "Reggie", "Reuben", "Riley", "Ronnie", "Rory", "Rowan", "Sonny", "Stanley",
    "Teddy", "Theo", "Toby", "Tommy", "Tyler", "Zac",
)  # fmt: skip
# Girls, boys, women, men and family names of the other backgrounds: short lists are enough for a county.
Tradition = Mapping[str, Sequence[str]]
SOUTH_ASIAN: Tradition = {
    "girls": ("Aisha", "Amna", "Anaya", "Fatima", "Hafsa", "Inaya", "Maryam", "Nadia", "Priya", "Rania", "Sana", "Zainab"),
    "boys": ("Adam", "Arjun", "Bilal", "Hamza", "Ibrahim", "Imran", "Kabir", "Mikail", "Rayyan", "Yusuf", "Zayn", "Rohan"),
    "women": ("Asma", "Farah", "Humera", "Meena", "Nasreen", "Rubina", "Saima", "Shabnam", "Sunita", "Yasmin"),
    "men": ("Asif", "Faisal", "Javed", "Kamran", "Nadeem", "Rajesh", "Sajid", "Tariq", "Usman", "Vikram"),
    "family": ("Ahmed", "Akhtar", "Begum", "Chowdhury", "Hussain", "Iqbal", "Kaur", "Khan", "Mahmood", "Malik", "Miah",
               "Patel", "Rahman", "Sharma", "Singh", "Uddin"),
}  # fmt: skip
BLACK: Tradition = {
    "girls": ("Abena", "Adaeze", "Ama", "Chioma", "Deborah", "Esther", "Gloria", "Kemi", "Naomi", "Precious", "Tiana", "Zuri"),
    "boys": ("Caleb", "Chidi", "Daniel", "Emmanuel", "Israel", "Joel", "Kofi", "Kwame", "Malachi", "Samuel", "Tobi", "Tyrese"),
    "women": ("Abiola", "Blessing", "Comfort", "Faith", "Grace", "Marcia", "Patience", "Sharon", "Yvonne"),
    "men": ("Desmond", "Emeka", "Femi", "Kwesi", "Leroy", "Marlon", "Moses", "Segun", "Winston"),
    "family": ("Acheampong", "Adeyemi", "Bailey", "Boateng", "Campbell", "Francis", "Mensah", "Mwangi", "Nwosu", "Okafor",
               "Osei", "Owusu", "Tembo"),
}  # fmt: skip
EUROPEAN: Tradition = {
    "girls": ("Alicja", "Andreea", "Elena", "Gabija", "Hanna", "Ioana", "Julia", "Lena", "Maja", "Oliwia", "Sofia", "Zofia"),
    "boys": ("Adrian", "Aleksander", "Filip", "Jakub", "Kacper", "Luca", "Lukas", "Matei", "Mikolaj", "Nikolas", "Oskar"),
    "women": ("Agnieszka", "Daniela", "Ewa", "Ioana", "Joanna", "Katarzyna", "Magdalena", "Mihaela", "Rasa", "Simona"),
    "men": ("Andrei", "Dariusz", "Ionut", "Jacek", "Marek", "Mindaugas", "Pawel", "Piotr", "Tomasz", "Vasile"),
    "family": ("Balan", "Dumitru", "Jankauskas", "Kaminski", "Kowalczyk", "Lewandowski", "Marin", "Mazur", "Nowak",
               "Petrov", "Popa", "Rusu", "Wozniak"),
}  # fmt: skip
OTHER: Tradition = {
    "girls": ("Amina", "Dilan", "Leyla", "Lin", "Mei", "Nour", "Rojin", "Salma", "Shirin", "Thuy"),
    "boys": ("Ali", "Baran", "Hassan", "Jun", "Karim", "Minh", "Omar", "Reza", "Sami", "Wei"),
    "women": ("Azadeh", "Hanh", "Jing", "Leila", "Mariam", "Samira", "Zeynep"),
    "men": ("Ahmad", "Bahram", "Duc", "Hao", "Khalid", "Mehmet", "Yousef"),
    "family": ("Abdi", "Ali", "Aziz", "Chen", "Demir", "Haddad", "Hosseini", "Li", "Nguyen", "Rostami", "Yilmaz"),
}
TRADITIONS = {
    "AIND": SOUTH_ASIAN, "APKN": SOUTH_ASIAN, "ABAN": SOUTH_ASIAN, "BAFR": BLACK, "BCRB": BLACK, "BOTH": BLACK,
    "WOTH": EUROPEAN, "WROM": EUROPEAN, "AOTH": OTHER, "CHNE": OTHER, "OOTH": OTHER,
}  # fmt: skip


@cache
def british() -> Tradition:
    """Names common in Britain. Read when first wanted, because the library that holds them is slow to open."""
    from faker.providers.person.en_GB import Provider

    return {
        "girls": GIRLS,
        "boys": BOYS,
        "women": tuple(Provider.first_names_female),
        "men": tuple(Provider.first_names_male),
        "family": tuple(Provider.last_names),
    }


def tradition(ethnicity: str) -> Tradition:
    """Where the names of a family of this background are found."""
    return TRADITIONS.get(ethnicity) or british()


def forename(chance: Random, ethnicity: str, whose: str) -> str:
    """A given name: `whose` is girls, boys, women or men. In every tradition many carry a common British one."""
    names = tradition(ethnicity)
    return pick(chance, names[whose] if chance.random() < 0.7 else british()[whose])


def surname(chance: Random, ethnicity: str) -> str:
    """A family name."""
    return pick(chance, tradition(ethnicity)["family"])
