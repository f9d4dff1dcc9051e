using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Breeds of dogs and cats in Spanish and English: the accepted spelling and other ways to write it.</summary>
internal static class BreedVocabulary
{
    /// <summary>The accepted spelling, then other folded spellings after a colon.</summary>
    private static readonly string[] Rows =
    [
        // Dogs.
        "Mestizo:mestiza,cruce,cruzado,cruzada,mixed,mixed breed,mix,mongrel,crossbreed,cross breed", "Labrador Retriever:labrador,lab",
        "Golden Retriever:golden", "Pastor Alemán:ovejero aleman", "German Shepherd:gsd,alsatian",
        "Pastor Belga", "Pastor Belga Malinois", "Malinois", "Belgian Malinois", "Belgian Shepherd", "Pastor Australiano", "Australian Shepherd:aussie",
        "Pastor Vasco", "Pastor Catalán:gos d'atura", "Border Collie", "Collie:rough collie", "Bulldog Francés:frenchie",
        "French Bulldog", "Bulldog Inglés", "English Bulldog:bulldog", "American Bully", "Pug", "Carlino", "Yorkshire Terrier:yorkshire,york,yorkie",
        "West Highland White Terrier:westie,west highland", "Jack Russell Terrier:jack russell", "Fox Terrier", "Bull Terrier",
        "American Staffordshire Terrier:american staffordshire,amstaff", "Staffordshire Bull Terrier:staffie,staffy,staffordshire",
        "Pit Bull Terrier:pitbull,pit bull", "Boston Terrier", "Scottish Terrier", "Cairn Terrier", "Border Terrier", "Bichón Maltés:maltes,bichon",
        "Maltese", "Bichon Frise:bichon frise", "Caniche:poodle toy,caniche toy", "Poodle:toy poodle,miniature poodle,standard poodle",
        "Cockapoo", "Labradoodle", "Goldendoodle", "Cavapoo", "Chihuahua", "Pomerania:pomeranian", "Spitz", "Shih Tzu:shihtzu,shi tzu",
        "Lhasa Apso", "Pequinés", "Pekingese", "Cavalier King Charles Spaniel:cavalier king charles,cavalier,ckcs", "Cocker Spaniel:cocker",
        "Cocker Spaniel Inglés", "English Cocker Spaniel", "Springer Spaniel:english springer spaniel", "Bretón:epagneul breton",
        "Brittany Spaniel:brittany", "Beagle", "Basset Hound:basset", "Teckel:dachshund,perro salchicha", "Podenco:podenco andaluz",
        "Podenco Ibicenco", "Galgo:galgo espanol", "Greyhound", "Whippet", "Lurcher", "Perro de Agua:perro de agua espanol",
        "Portuguese Water Dog", "Ratonero:ratonero bodeguero andaluz,bodeguero", "Mastín:mastin espanol", "Mastiff", "Bullmastiff",
        "Dogo Argentino", "Presa Canario", "Cane Corso", "Gran Danés", "Great Dane", "Rottweiler", "Dóberman", "Doberman:doberman pinscher",
        "Pinscher:pinscher miniatura", "Schnauzer:schnauzer miniatura,miniature schnauzer", "Bóxer", "Boxer", "Dálmata", "Dalmatian",
        "Setter Inglés", "Setter Irlandés", "Irish Setter", "Pointer:pointer ingles", "Braco Alemán", "Vizsla", "Weimaraner:braco de weimar",
        "Siberian Husky:husky,husky siberiano", "Alaskan Malamute", "Akita Inu:akita", "Shiba Inu", "Shar Pei", "Chow Chow", "Samoyedo",
        "Samoyed", "San Bernardo", "Saint Bernard", "Terranova", "Newfoundland", "Bernese Mountain Dog", "Boyero de Berna",
        "Montaña de los Pirineos", "Corgi:welsh corgi", "Shetland Sheepdog:sheltie", "Old English Sheepdog", "Papillón", "Havanese", "Habanero",

        // Cats.
        "Europeo Común:comun europeo,gato comun europeo", "Europeo:european", "European Shorthair", "Común", "Siamés", "Siamese", "Persa",
        "Persian", "Maine Coon", "Bengalí", "Bengal", "Angora:turkish angora", "Ragdoll", "Sphynx:esfinge,sphinx", "Británico de Pelo Corto",
        "British Shorthair:bsh", "Scottish Fold", "Azul Ruso", "Russian Blue", "Bosque de Noruega", "Norwegian Forest Cat:norwegian forest",
        "Abisinio", "Abyssinian", "Birmano", "Birman", "Burmese", "Devon Rex", "Cornish Rex", "Exótico", "Exotic Shorthair",
        "Domestic Shorthair:dsh,domestic short hair,domestic short-hair", "Domestic Mediumhair:dmh,domestic medium hair",
        "Domestic Longhair:dlh,domestic long hair", "Oriental", "Tonkinese",

        // Others.
        "Belier", "Holland Lop", "Lionhead", "Mini Lop", "Toy",
    ];

    private static readonly FrozenDictionary<string, string> Names = Build();

    /// <summary>The accepted spelling of a breed; null when the folded text is not one and nothing else.</summary>
    public static string? Find(string foldedText) => Names.GetValueOrDefault(foldedText);

    private static FrozenDictionary<string, string> Build()
    {
        var names = new Dictionary<string, string>();
        foreach (var row in Rows)
        {
            var parts = row.Split(':');
            names.TryAdd(FoldedText.Fold(parts[0]), parts[0]);
            foreach (var spelling in parts.Length > 1 ? parts[1].Split(',') : [])
            {
                names.TryAdd(spelling, parts[0]);
            }
        }

        return names.ToFrozenDictionary();
    }
}
