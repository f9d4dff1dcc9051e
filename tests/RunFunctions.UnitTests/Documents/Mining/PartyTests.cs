namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Vets, owners, clinics and their addresses (specs/documents.md §6.4 P7 and P8).</summary>
public sealed class PartyTests
{
    [Theory]
    [InlineData("Atendido por la Dra. Lucía Sanz Gil en sala 2", "Dra. Lucía Sanz Gil")]
    [InlineData("Fdo.: Dra. Lucía Sanz Gil", "Dra. Lucía Sanz Gil")]
    [InlineData("Fdo. Lucía Sanz Gil, colegiada 1234", "Lucía Sanz Gil")]
    [InlineData("Lucía Sanz Gil, MRCVS", "Lucía Sanz Gil")]
    [InlineData("Examined by Lucy Sands", "Lucy Sands")]
    [InlineData("Dr. Sands", "Dr. Sands")]
    [InlineData("Veterinaria Lucía Sanz Gil", "Lucía Sanz Gil")]
    [InlineData("Veterinario responsable: Lucía Sanz Gil (col. 1234)", "Lucía Sanz Gil")]
    [InlineData("Veterinario/a  Lucía Sanz Gil", "Lucía Sanz Gil")]
    public void A_vet_is_known_by_title_signature_or_licence(string text, string name)
        => Assert.Equal(name, Mined.Of("Informe del perro\n" + text)["vet_name"]);

    [Theory]
    [InlineData("Veterinario Colegiado Número 1234")]
    [InlineData("se lo comenta el dr. por la tarde")]
    [InlineData("Veterinario de guardia")]
    public void A_role_without_a_name_is_no_vet(string text)
        => Assert.Null(Mined.Of(text)["vet_name"]);

    [Theory]
    [InlineData("Propietario Ana Ruiz Gil")]
    [InlineData("Propietaria: Ana Ruiz Gil, C/ Luna 3")]
    [InlineData("Propietaria Ana Ruiz Gil, C/ Luna 3")]
    [InlineData("Propietario\nAna Ruiz Gil")]
    [InlineData("Datos del cliente\nAna Ruiz Gil\nC/ Luna 3")]
    [InlineData("Datos del cliente:\nTeléfono: 000\nAna Ruiz Gil")]
    [InlineData("Datos de la mascota  Datos del cliente\nNombre: Rex  Nombre: Ana Ruiz Gil")]
    [InlineData("Owner  Ana Ruiz Gil")]
    [InlineData("Client details\nAna Ruiz Gil")]
    public void An_owner_is_known_by_the_word_before_or_the_block(string text)
        => Assert.Equal("Ana Ruiz Gil", Mined.Of(text)["owner_name"]);

    [Theory]
    [InlineData("Datos del cliente\nNombre: Ana Ruiz Gil\nPaciente: Rex")]
    [InlineData("Datos de la mascota  Datos del cliente\nNombre: Rex  Nombre: Ana Ruiz Gil")]
    [InlineData("Datos de la mascota\tDatos del cliente\nNombre: Rex\tNombre: Ana Ruiz Gil")]
    public void Trap_5_a_name_in_the_clients_block_is_never_the_animals(string text)
        => Assert.Equal("Rex", Mined.Of(text).All("pet_name"));

    [Theory]
    [InlineData("Propietaria: Ana Ruiz Gil, C/ Luna 3", "Calle Luna 3")]
    [InlineData("Propietaria Ana Ruiz Gil, C/ Luna 3", "Calle Luna 3")]
    [InlineData("Propietaria Ana Ruiz Gil\nC/ Luna 3", "Calle Luna 3")]
    [InlineData("Datos del cliente\nAna Ruiz Gil\nC/ Luna 3\n46001 Valencia", "Calle Luna 3 46001 Valencia")]
    [InlineData("Owner: Ana Ruiz\n45 Mill Lane\nLeeds LS6 2AA", "45 Mill Lane Leeds LS6 2AA")]
    public void A_street_next_to_the_owner_is_the_owners(string text, string address)
    {
        var mined = Mined.Of(text);

        Assert.Equal((address, null), (mined["owner_address"], mined["clinic_address"]));
    }

    [Theory]
    [InlineData("Clínica Veterinaria Sol\nCalle Olmo 12\n46001 Valencia\nPaciente: Rex", "Calle Olmo 12 46001 Valencia")]
    [InlineData("Hill Road Veterinary Clinic\n12 Hill Road, Leeds LS1 4AB\nPatient: Rex", "12 Hill Road, Leeds LS1 4AB")]
    [InlineData("Clínica Sol - Plaza Mayor 3 - 46007 Valencia\nPaciente: Rex", "Plaza Mayor 3 - 46007 Valencia")]
    [InlineData("Paciente: Rex\n\nTos\n\nClínica Veterinaria Sol\nCalle Olmo 12", "Calle Olmo 12")]
    public void A_street_in_the_header_or_below_the_clinic_is_the_clinics(string text, string address)
    {
        var mined = Mined.Of(text);

        Assert.Equal((address, null), (mined["clinic_address"], mined["owner_address"]));
    }

    [Theory]
    [InlineData("Dirección: Calle Olmo 12\n46001 Valencia", "clinic_address")]
    [InlineData("Propietario: Ana Ruiz Gil\nDirección: Calle Olmo 12\n46001 Valencia", "owner_address")]
    public void Trap_10_an_address_goes_on_in_the_very_next_line(string text, string key)
    {
        var mined = Mined.Of(text);

        Assert.Equal("Calle Olmo 12 46001 Valencia", mined[key]);
        Assert.Single(mined.Result.Candidates.Keys, other => other.EndsWith("_address", StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_does_not_go_on_in_a_line_that_is_no_town()
        => Assert.Equal("Calle Olmo 12", Mined.Of("Dirección: Calle Olmo 12\nRevisión anual del perro")["clinic_address"]);

    [Theory]
    [InlineData("CLÍNICA VETERINARIA SOL", "CLÍNICA VETERINARIA SOL")]
    [InlineData("Centro Veterinario San Antón | Tel: 000", "Centro Veterinario San Antón")]
    [InlineData("Hill Road Veterinary Clinic", "Hill Road Veterinary Clinic")]
    [InlineData("Se operó en la clínica Sol hace un mes", "clínica Sol")]
    [InlineData("Operated at Hill Road Veterinary Clinic", "Hill Road Veterinary Clinic")]
    [InlineData("Clínica:\nVet Sur", "Vet Sur")]
    [InlineData("Clínica  Vet Sur", "Vet Sur")]
    public void A_clinic_is_known_by_its_name(string text, string name)
        => Assert.Equal(name, Mined.Of(text)["clinic_name"]);

    [Theory]
    [InlineData("Ficha clinica veterinaria")]
    [InlineData("HISTORIAL CLÍNICO")]
    [InlineData("Informe del Hospital")]
    [InlineData("Clínica Veterinaria")]
    [InlineData("Veterinary Medical Record")]
    [InlineData("todo correcto en planta de hospital")]
    [InlineData("Ana lo lleva al hospital Sol.")]
    public void Titles_and_sentences_name_no_clinic(string text)
        => Assert.Null(Mined.Of(text)["clinic_name"]);
}
