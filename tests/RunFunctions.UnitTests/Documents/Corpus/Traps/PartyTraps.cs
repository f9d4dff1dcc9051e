namespace RunFunctions.UnitTests.Documents.Corpus.Traps;

/// <summary>Whose name, whose address.</summary>
internal static class PartyTraps
{
    public static readonly Trap[] All =
    [
        new(5, "es", "Datos del cliente / Nombre: Ana Ruiz Gil / Paciente: Rex", "pet_name owner_name", "pet_name: Rex / owner_name: Ana Ruiz Gil"),
        new(
            5, "es", "Paciente: Rex / Datos del propietario: / Nombre: Ana Ruiz Gil",
            "pet_name owner_name", "pet_name: Rex / owner_name: Ana Ruiz Gil"),
        new(
            5, "es", "Propietario: / Nombre: Ana Ruiz Gil / Datos de la mascota / Nombre: Rex",
            "pet_name owner_name", "pet_name: Rex / owner_name: Ana Ruiz Gil"),
        new(
            5, "en", "Owner details / Name: Hannah Price / Patient details / Name: Otis",
            "pet_name owner_name", "pet_name: Otis / owner_name: Hannah Price"),
        new(
            5, "en", "Client details / Name: Hannah Price / Phone: 01632 960111 / Patient: Otis",
            "pet_name owner_name", "pet_name: Otis / owner_name: Hannah Price"),
        new(5, "es", "Datos del cliente / Nombre: Ana Ruiz Gil / Teléfono: 955 000 111 / Especie: Canina", "pet_name"),
        new(5, "en", "Owner / Name: Hannah Price / Species: Dog", "pet_name"),
        new(9, "es", "Clínica: Los Olivos / Dirección: Calle Olmo 12", "clinic_address owner_address", "clinic_address: Calle Olmo 12"),
        new(9, "es", "Propietario: Ana Ruiz Gil / Dirección: Calle Olmo 12", "clinic_address owner_address", "owner_address: Calle Olmo 12"),
        new(
            9, "es", "Datos del cliente / Teléfono: 955 000 111 / Domicilio: Calle Olmo 12",
            "clinic_address owner_address", "owner_address: Calle Olmo 12"),
        new(9, "en", "Clinic: Oakfield / Address: 45 High Street", "clinic_address owner_address", "clinic_address: 45 High Street"),
        new(9, "en", "Owner: Hannah Price / Address: 12 Orchard Lane", "clinic_address owner_address", "owner_address: 12 Orchard Lane"),
        new(
            9, "es", "RIOVERDE ANIMAL / Calle Olmo 12 / 46001 Valencia / Datos de la mascota / NILO / Canino / Mestizo / Sexo / M",
            "clinic_address owner_address", "clinic_address: Calle Olmo 12 46001 Valencia"),
        new(
            10, "es", "Clínica: Los Olivos / Dirección de la clínica: Calle Olmo 12 / 46001 Valencia / Paciente: Rex",
            "clinic_address", "clinic_address: Calle Olmo 12 46001 Valencia"),
        new(
            10, "es", "Propietario: Ana Ruiz Gil / Dirección del propietario: C/ Sauce 3 / 28013 Madrid / Teléfono: 955 000 111",
            "owner_address", "owner_address: Calle Sauce 3 28013 Madrid"),
        new(
            10, "es", "Dirección de la clínica: / Calle Olmo 12 / 46001 Valencia / Paciente: Rex",
            "clinic_address", "clinic_address: Calle Olmo 12 46001 Valencia"),
        new(
            10, "en", "Clinic address: 45 High Street / Leeds LS6 3AB / Patient: Otis",
            "clinic_address", "clinic_address: 45 High Street Leeds LS6 3AB"),
        new(10, "es", "Dirección de la clínica: Calle Olmo 12 / Paciente: Rex / 46001 Valencia", "clinic_address", "clinic_address: Calle Olmo 12"),
    ];
}
