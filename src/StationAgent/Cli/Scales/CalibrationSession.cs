using System.Collections.Immutable;
using System.Globalization;
using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>Asks a person to put known masses on the platform, one after the other, and measures each when it rests.</summary>
/// <param name="scale">The scale; a load cell gives its counts as if they were grams.</param>
/// <param name="unit">Its unit: <c>counts</c> or <c>g</c>.</param>
/// <param name="grams">When a load has settled, for a scale that reports grams; null for one that reports counts.</param>
/// <param name="input">Where the person answers.</param>
/// <param name="output">Where the person is asked.</param>
/// <param name="time">The clock.</param>
internal sealed class CalibrationSession(
    IScale scale, string unit, StabiliserOptions? grams, TextReader input, TextWriter output, TimeProvider time)
{
    /// <summary>A load that does not rest within this time is reported.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private StabiliserOptions _rest = grams ?? CountsAtRest.WithoutKnowledge;

    /// <summary>Called when the person has answered, before the mass is measured: a simulated platform is loaded here.</summary>
    public Action<Grams>? Answered { get; init; }

    /// <summary>True when the answers come from a script: then no Enter on the terminal ends the line of a question.</summary>
    public bool EndsLines { get; init; }

    /// <summary>Measures the empty platform and each mass, as often as asked.</summary>
    /// <exception cref="IOException">The scale is lost, a load does not rest, or the answers ended.</exception>
    public async Task<ImmutableArray<CalibrationPoint>> MeasureAsync(ImmutableArray<Grams> masses, int rounds, CancellationToken cancellationToken)
    {
        var points = ImmutableArray.CreateBuilder<CalibrationPoint>();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var mass in (ImmutableArray<Grams>)[Grams.Zero, .. masses])
            {
                var what = mass == Grams.Zero ? "clear the platform" : $"put {MassList.Name(mass)} on the platform, nothing else,";
                await AskAsync($"Round {round} of {rounds}: {what} and press Enter. ", cancellationToken);
                Answered?.Invoke(mass);
                var point = await MeasureAsync(mass, cancellationToken);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"  {MassList.Name(mass)} reads {point.Reading:0.0} {unit}, single readings spread by {point.Spread:0.0}"));
                points.Add(point);
            }
        }

        return points.ToImmutable();
    }

    // Reading goes on while we wait: samples from before the answer would be taken for the new load.
    private async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        output.Write(EndsLines ? question.TrimEnd() + Environment.NewLine : question);
        output.Flush();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = Task.Run(input.ReadLine, CancellationToken.None);
        var answered = answer.ContinueWith(_ => reading.Cancel(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            while (true)
            {
                await scale.NextAsync(reading.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await answered;
        }

        if (await answer is null)
        {
            throw new IOException("the input ended before every mass was measured; nothing was written");
        }
    }

    private async Task<CalibrationPoint> MeasureAsync(Grams mass, CancellationToken cancellationToken)
    {
        var since = time.SinceBoot();
        var meter = new RestMeter(_rest);
        var status = SampleStatus.Ok;
        var samples = 0;
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                var sample = await scale.NextAsync(either.Token);
                if (sample.At <= since || !double.IsFinite(sample.Gross.Value))
                {
                    continue;
                }

                samples++;
                status = sample.Status;
                if (status != SampleStatus.Ok)
                {
                    meter = new RestMeter(_rest);
                }
                else if (meter.TryMeasure(sample, out var measured))
                {
                    if (ReferenceEquals(_rest, CountsAtRest.WithoutKnowledge))
                    {
                        _rest = CountsAtRest.WithNoise(measured.Deviation);
                    }

                    return new CalibrationPoint(mass, measured.Mean, measured.Deviation);
                }
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{MassList.Name(mass)} could not be measured in {Patience.TotalSeconds:0} s: {Why(status, samples)}; nothing was written", late);
        }
    }

    private static string Why(SampleStatus status, int samples) => status switch
    {
        SampleStatus.Overload => "the scale is at the upper end of its range; check the wires of the cell, or use a smaller mass",
        SampleStatus.Underload => "the scale is at the lower end of its range; check the wires of the cell",
        _ when samples == 0 => "no sample was received",
        _ => "the readings did not settle; look at them with 'station-agent scale watch', and keep draughts and hands away",
    };
}
