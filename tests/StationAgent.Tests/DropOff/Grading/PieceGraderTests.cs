using StationAgent.DropOff.Grading;
using StationAgent.DropOff.Rules;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff.Grading;

public sealed class PieceGraderTests
{
    // No. 5 is 290 x 170 x 190 mm, and folded flat 460 x 360 mm.
    private static readonly SeenExtent Standing = new(290, 170, 0.290 * 0.170, 6, 1_400);
    private static readonly SeenExtent Folded = new(460, 360, 0.460 * 0.360, 8, 1_400);

    [Theory]
    [InlineData(150, nameof(SeenForm.Flat))]
    [InlineData(260, nameof(SeenForm.Flat))]
    [InlineData(1_800, nameof(SeenForm.Filled))]
    public void What_lies_folded_is_told_from_what_is_filled_by_its_mass(double grams, string form) =>
        Assert.Equal(form, Grade(Folded, grams)!.Form.ToString());

    [Theory]
    [InlineData(120, nameof(SeenForm.Standing))]
    [InlineData(290, nameof(SeenForm.Standing))]
    [InlineData(1_500, nameof(SeenForm.Filled))]
    public void What_stands_empty_is_told_from_what_is_filled_by_its_mass(double grams, string form) =>
        Assert.Equal(form, Grade(Standing, grams)!.Form.ToString());

    [Theory]
    [InlineData(1.8)]
    [InlineData(6.5)]
    [InlineData(6.8)]
    [InlineData(0.5)]
    public void Between_two_forms_and_below_all_it_is_unknown(double massPerArea) =>
        Assert.Equal(SeenForm.Unknown, Grade(Standing, massPerArea * 1_000 * Standing.AreaSquareMetres)!.Form);

    [Fact]
    public void The_sizes_that_fit_are_named()
    {
        // The top of a No. 6 is seen as large as the base of a No. 5.
        Assert.Equal(["no-5", "no-6"], Grade(Standing, 150)!.Sizes);
        Assert.Equal(["no-5"], Grade(Folded, 150)!.Sizes);
        Assert.Empty(Grade(Standing with { LengthMm = 420, WidthMm = 120 }, 150)!.Sizes);
    }

    [Fact]
    public void A_dry_and_empty_piece_is_credited_with_its_mass() => Assert.Equal(new Grams(150), Grade(Standing, 150)!.Credit);

    [Fact]
    public void Water_and_stones_are_not_credited()
    {
        Assert.Equal(new Grams(292), Grade(Standing, 320)!.Credit);
        Assert.Equal(new Grams(292), Grade(Standing, 4_000)!.Credit);
        Assert.Equal(new Grams(292), Grade(Folded, 700)!.Credit);
    }

    [Fact]
    public void Where_no_size_fits_the_band_of_the_class_limits_the_credit() =>
        Assert.Equal(new Grams(1_000), Grade(Standing with { LengthMm = 420, WidthMm = 120 }, 4_000)!.Credit);

    [Fact]
    public void A_class_without_sizes_has_no_form_and_the_credit_of_its_band()
    {
        var grade = Grade(Standing, 250, "packaging/paper_envelope")!;

        Assert.Equal((SeenForm.Unknown, new Grams(100)), (grade.Form, grade.Credit));
        Assert.Empty(grade.Sizes);
    }

    [Fact]
    public void Without_a_calibrated_camera_there_is_no_grade() =>
        Assert.Null(PieceGrader.Of(Recognitions.Of("packaging/carton/intact"), Weight(100), DefaultClassRules.Rules, DefaultSizes.Table));

    [Fact]
    public void A_top_that_is_nearer_to_the_camera_is_seen_larger_and_fits() =>
        Assert.Equal(["no-5"], Grade(new SeenExtent(325, 190, 0.325 * 0.190, 6, 1_400), 180)!.Sizes);

    private static PieceGrade? Grade(SeenExtent extent, double grams, string path = "packaging/carton/damaged") =>
        PieceGrader.Of(Recognitions.Of(path) with { Extent = extent }, Weight(grams), DefaultClassRules.Rules, DefaultSizes.Table);

    private static StableWeight Weight(double grams) => new(new Grams(grams), new Grams(1));
}
