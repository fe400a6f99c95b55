using System.Globalization;
using System.Text;
using StationAgent.Weighing;

namespace StationAgent.Tests.Weighing;

/// <summary>
/// Samples of a scale and what a tracker reports for them. A row of <c>samples.tsv</c> is a time in seconds, grams (<c>NaN</c> too) and, where it is not ok, a
/// status. Before the rows there may be: <c>platform</c>, <c>stuck-after</c> and <c>zero-range</c> with their values, <c>kept</c> with zero, load and age in
/// seconds, <c>pending</c> with the seconds between which a piece is watched. <c>#</c> starts a comment.
/// </summary>
internal static class Trace
{
    public static string Play(IEnumerable<string> lines)
    {
        var options = new WeighingOptions();
        var platform = PlatformKind.Tray;
        KeptZero? kept = null;
        (double From, double To) pending = (double.MaxValue, 0);
        LoadTracker? tracker = null;
        var telling = new StringBuilder();
        foreach (var line in lines.Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0))
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "platform":
                    platform = Enum.Parse<PlatformKind>(words[1], ignoreCase: true);
                    break;
                case "stuck-after":
                    options = options with { StuckAfter = TimeSpan.FromSeconds(Number(words[1])) };
                    break;
                case "zero-range":
                    options = options with { Zero = options.Zero with { RangeGrams = Number(words[1]) } };
                    break;
                case "kept":
                    kept = new KeptZero(new Grams(Number(words[1])), new Grams(Number(words[2])), TimeSpan.FromSeconds(Number(words[3])));
                    break;
                case "pending":
                    pending = (Number(words[1]), Number(words[2]));
                    break;
                default:
                    tracker ??= new LoadTracker(platform, options, kept);
                    var at = Number(words[0]);
                    var status = words.Length > 2 ? Enum.Parse<SampleStatus>(words[2], ignoreCase: true) : SampleStatus.Ok;
                    var sample = new ScaleSample(TimeSpan.FromSeconds(at), new Grams(Number(words[1])), status);
                    if (tracker.Process(sample, nothingPending: at < pending.From || at > pending.To) is { } told)
                    {
                        telling.Append(CultureInfo.InvariantCulture, $"{at:0.0} {Text(told)}\n");
                    }

                    break;
            }
        }

        telling.Append(CultureInfo.InvariantCulture, $"ends at {tracker?.CurrentLoad}, zero {tracker?.Zero}\n");
        return telling.ToString();
    }

    private static string Text(StationSignal told) => told switch
    {
        StationSignal.LoadChanged e => e.Lighter ? "changed, lighter" : "changed, heavier",
        StationSignal.LoadStable e => $"stable {e.Load.Mass}, give or take {e.Load.Uncertainty}",
        StationSignal.LoadUnseen e => string.Create(CultureInfo.InvariantCulture, $"unseen since {e.Since.TotalSeconds:0.0}"),
        StationSignal.LoadCleared => "cleared",
        StationSignal.LoadOverloaded => "overloaded",
        StationSignal.FaultRaised e => $"lost: {e.Detail}",
        StationSignal.FaultCleared => "restored",
        StationSignal.ConcernRaised e => $"concern: {e.Detail}",
        StationSignal.ConcernEnded => "concern ended",
        _ => throw new ArgumentOutOfRangeException(nameof(told), told, "cannot be told"),
    };

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
