using System.Globalization;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Vision.Tests;

/// <summary>
/// The product and the pipeline that trained the model see a picture alike: the pipeline's probabilities for the shipped pieces stand in a table
/// (<c>models/training/evaluate.py --scores</c>), and the product has to find the same.
/// </summary>
public sealed class ParityTests
{
    private const double MinAgreement = 0.995;
    private const double LargestDifference = 0.02;

    [Fact]
    public void The_product_scores_the_shipped_pieces_as_the_pipeline_did()
    {
        var scenes = Path.Combine(Repository(), "models", "scenes");
        using var recogniser = PieceRecogniser.Load(Path.Combine(Repository(), "models", "manifest.json"));
        var lines = File.ReadLines(Path.Combine(scenes, "scores.tsv")).Skip(1).ToList();
        Assert.True(lines.Count >= 200, $"only {lines.Count} pieces");
        var (agreed, largest, worst) = (0, 0.0, string.Empty);
        foreach (var line in lines)
        {
            var cells = line.Split('\t');
            var wanted = cells.Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            var found = recogniser.RecogniseImage(File.ReadAllBytes(Path.Combine(scenes, cells[0])));
            var scores = OutputsOf(found);
            Assert.Equal(wanted.Length, scores.Length);
            agreed += Best(wanted) == Best(scores) ? 1 : 0;
            for (var i = 0; i < wanted.Length; i++)
            {
                if (Math.Abs(wanted[i] - scores[i]) > largest)
                {
                    (largest, worst) = (Math.Abs(wanted[i] - scores[i]), cells[0]);
                }
            }
        }

        Assert.True(agreed >= MinAgreement * lines.Count, $"the same kind for {agreed} of {lines.Count}");
        Assert.True(largest <= LargestDifference, $"a probability of {worst} differs by {largest:0.0000}");

        int Best(double[] scores) => Array.IndexOf(scores, scores.Take(5).Max());
    }

    // Inside its own head, as the pipeline writes them: the state of a carton as if it were one.
    private static double[] OutputsOf(Recognition found)
    {
        var byPath = found.Scores.ToDictionary(static score => score.Class.Path, static score => score.Probability, StringComparer.Ordinal);
        var carton = byPath["packaging/carton"];
        return
        [
            carton, byPath["packaging/plastic_film"], byPath["packaging/paper_envelope"], byPath["not_packaging"], byPath["empty"],
            byPath["packaging/carton/intact"] / carton, byPath["packaging/carton/damaged"] / carton,
        ];
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StationAgent.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("StationAgent.sln is not above the test.");
        }

        return folder;
    }
}
