using System.Globalization;
using System.Text.Json;
using StationAgent.Contracts.Carbon;
using StationAgent.Failures;

namespace StationAgent.Cli.Carbon;

/// <summary>Prints what is wrong with carbon figures, one line for each problem, and a summary.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="json">True for JSON lines, of which there are as many as there are problems; false for text, of which only the first lines are printed.</param>
internal sealed class CarbonReport(TextWriter output, bool json)
{
    private const int MostLines = 100;

    /// <summary>The problems so far.</summary>
    public long Problems { get; private set; }

    /// <summary>Prints a problem.</summary>
    public void Add(CarbonProblem problem)
    {
        Problems++;
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(problem, CarbonJson.Default.CarbonProblem));
        }
        else if (Problems <= MostLines)
        {
            output.WriteLine(OutsideText.OneLine($"{problem.Event}: {problem.Problem}: {problem.Detail}."));
        }
    }

    /// <summary>Prints the end.</summary>
    /// <param name="events">The events that were read.</param>
    /// <param name="figures">Those with a figure.</param>
    public void End(long events, long figures)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new CarbonSummary(events, figures, Problems), CarbonJson.Default.CarbonSummary));
            return;
        }

        if (Problems > MostLines)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {Problems - MostLines:N0} more"));
        }

        var verdict = Problems switch
        {
            0 => "all equal",
            1 => "1 problem",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Problems:N0} problems"),
        };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events:N0} events, {figures:N0} with a figure: {verdict}."));
    }
}
