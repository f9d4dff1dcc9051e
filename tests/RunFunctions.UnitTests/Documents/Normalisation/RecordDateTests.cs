using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.UnitTests.Documents.Normalisation;

public sealed class RecordDateTests
{
    [Theory]
    [InlineData("9/3/21", "2021-03-09")]
    [InlineData("2024-3-9", "2024-03-09")]
    [InlineData("2024/03/09", "2024-03-09")]
    [InlineData("1.2.69", "1969-02-01")]
    [InlineData("1.2.68", "2068-02-01")]
    [InlineData("31-12-99", "1999-12-31")]
    [InlineData("29/02/2024", "2024-02-29")]
    [InlineData("13/05/2024 10:30", "2024-05-13")]
    [InlineData("12/05/2024, en sala 2", "2024-05-12")]
    [InlineData("03/09/20 - 16:36", "2020-09-03")]
    [InlineData("lunes, 3/2/2025", "2025-02-03")]
    [InlineData("el dia 3/2/2025.", "2025-02-03")]
    [InlineData("monday 3/2/2025", "2025-02-03")]
    [InlineData("3 de febrero de 2025", "2025-02-03")]
    [InlineData("3 febrero 2025, por la tarde", "2025-02-03")]
    [InlineData("3-feb-2025", "2025-02-03")]
    [InlineData("3-feb-25", "2025-02-03")]
    [InlineData("lunes, 3 de febrero del 2025", "2025-02-03")]
    [InlineData("3rd february 2025", "2025-02-03")]
    [InlineData("3rd of feb. 2025", "2025-02-03")]
    [InlineData("february 3, 2025", "2025-02-03")]
    [InlineData("feb 3rd 2025", "2025-02-03")]
    public void A_date_is_read_day_or_year_first(string value, string iso)
        => Assert.Equal(iso, RecordDate.AtStart(value)?.ToIso());

    [Theory]
    [InlineData("31/04/2024")]
    [InlineData("29/02/2023")]
    [InlineData("05/13/2024")]
    [InlineData("0/1/2024")]
    [InlineData("12/05/1899")]
    [InlineData("12/05/2101")]
    [InlineData("12/05/202")]
    [InlineData("12/05/20245")]
    [InlineData("12/05-2024")]
    [InlineData("12/05")]
    [InlineData("31 de abril de 2024")]
    [InlineData("12 de marzo")]
    [InlineData("12 marzo 24")]
    [InlineData("may 2024")]
    [InlineData("12 perros 2024")]
    [InlineData("1.2.3.4")]
    [InlineData("1/2/2024/5")]
    [InlineData("vomitos desde 03/02/2024")]
    [InlineData("١٢/٠٥/٢٠٢٤")]
    [InlineData("")]
    public void Anything_else_is_no_date(string value)
        => Assert.Null(RecordDate.AtStart(value));

    [Theory]
    [InlineData("12/05/2024", "2024-12-05", null)]
    [InlineData("05/13/2024", "2024-05-13", DateOrder.MonthFirst)]
    [InlineData("13/05/2024", "2024-05-13", DateOrder.DayFirst)]
    [InlineData("2024-05-12", "2024-05-12", null)]
    [InlineData("05/05/2024", "2024-05-05", null)]
    public void A_document_that_writes_the_month_first_is_read_so(string value, string iso, DateOrder? only)
    {
        var date = RecordDate.AtStart(value, DateOrder.MonthFirst);

        Assert.Equal((iso, only), (date?.ToIso(), date?.OnlyOrder));
    }

    [Theory]
    [InlineData("12/05/2024", true)]
    [InlineData("13/05/2024", false)]
    [InlineData("05/05/2024", false)]
    [InlineData("2024-05-12", false)]
    public void The_order_is_ambiguous_when_the_month_could_stand_first(string value, bool ambiguous)
        => Assert.Equal(ambiguous, RecordDate.AtStart(value)!.Value.IsOrderAmbiguous);

    [Fact]
    public void No_text_of_digits_and_separators_becomes_an_invalid_date()
    {
        var number = Gen.Choose(0, 9999).Select(value => value.ToString(CultureInfo.InvariantCulture));
        var separator = Gen.Elements("/", "-", ".", " ");
        var text = from parts in number.ListOf(3)
                   from one in separator
                   from two in Gen.OneOf(Gen.Constant(one), separator)
                   select parts[0] + one + parts[1] + two + parts[2];
        Prop.ForAll(
            text.Or(ArbMap.Default.GeneratorFor<string?>().Select(value => value ?? "")).ToArbitrary(),
            value => RecordDate.AtStart(value) is not { } date
                || (DateOnly.TryParseExact(date.ToIso(), "yyyy-MM-dd", out var day) && day == date.Date && day.Year is >= 1900 and <= 2100))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_day_is_read_back_from_both_orders()
        => Prop.ForAll(
            Gen.Choose(0, 200 * 365).Select(days => new DateOnly(1900, 1, 1).AddDays(days)).ToArbitrary(),
            day => RecordDate.AtStart($"{day.Day}/{day.Month}/{day.Year}")?.Date == day
                && RecordDate.AtStart($"{day.Year}-{day.Month}-{day.Day}")?.Date == day).QuickCheckThrowOnFailure();
}
