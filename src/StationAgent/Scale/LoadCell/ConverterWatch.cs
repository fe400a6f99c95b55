using System.Globalization;
using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>
/// Detects a converter of 24 bits that no longer converts. A working one is never perfect: an HX711 has a noise of 50 nV at 10 conversions a second and a gain of 128
/// (datasheet, "input noise"), and a count is 2.4 nV with a supply of 5 V, so its readings spread by about 20 counts; with a gain of 32 still by about 5. Then two
/// neighbours are equal in 6 of 100 cases at most, and the lowest bits are random. Readings that repeat one or two values, or whose lowest bits never change, come
/// from a wire, a supply or a chip that has failed. Pure; one caller at a time.
/// </summary>
internal sealed class ConverterWatch
{
    /// <summary>A working converter fails this many readings in a row by chance once in 4^31 cases.</summary>
    private const int DeadAfterReadings = 32;

    /// <summary>A reader that is faster than its source gets each value several times, so that the readings alone are no proof.</summary>
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(3);

    /// <summary>A load above or below the range gives the same reading for as long as it lasts; a person steps off sooner.</summary>
    private static readonly TimeSpan SaturatedAfter = TimeSpan.FromMinutes(1);

    /// <summary>A converter that was just opened has shown nothing yet, and is given up sooner, before its scale would be called silent.</summary>
    private const int UnprovenAfterReadings = 8;

    private static readonly TimeSpan UnprovenAfter = TimeSpan.FromSeconds(1);

    /// <summary>The lowest two bits: far below the noise of every gain.</summary>
    private const int NoisyBits = 3;

    private readonly Run _values = new();
    private readonly Run _bits = new();
    private int? _last;
    private int? _other;
    private TimeSpan _lastSince;
    private int _lastReadings;

    /// <summary>True once the readings were those of a working converter; the readings before that are not to be trusted.</summary>
    public bool IsProven => _values.WasBroken && _bits.WasBroken;

    /// <summary>Takes the next reading.</summary>
    /// <returns>What is wrong with the converter, as the end of a sentence about it; null while nothing is known to be wrong.</returns>
    public string? Take(in LoadCellReading reading)
    {
        TakeValue(reading.At, reading.Counts);
        return IsDead(_values, reading) ? WhyConstant(reading)
            : IsDead(_bits, reading) ? "gives readings whose lowest bits never change, which no working converter does: check its supply and its data line, or replace it"
            : null;
    }

    private void TakeValue(TimeSpan at, int counts)
    {
        if (_last is not { } last)
        {
            _values.Start(at, 1);
            _bits.Start(at, 1);
            (_last, _lastSince, _lastReadings) = (counts, at, 1);
            return;
        }

        Extend(_bits, at, (counts & NoisyBits) == (last & NoisyBits));
        if (counts == last)
        {
            _values.Readings++;
            _lastReadings++;
            return;
        }

        if (_other is null || counts == _other)
        {
            _values.Readings++;
        }
        else
        {
            // The run goes on with the last value and the new one: it began when the last value did.
            _values.Start(_lastSince, _lastReadings + 1);
            _values.WasBroken = true;
        }

        (_other, _last, _lastSince, _lastReadings) = (last, counts, at, 1);
    }

    private static void Extend(Run run, TimeSpan at, bool isSame)
    {
        if (isSame)
        {
            run.Readings++;
        }
        else
        {
            run.Start(at, 1);
            run.WasBroken = true;
        }
    }

    private bool IsDead(Run run, in LoadCellReading reading)
    {
        var time = reading.At - run.Since;
        return !IsProven
            ? !run.WasBroken && run.Readings >= UnprovenAfterReadings && time >= UnprovenAfter
            : run.Readings >= DeadAfterReadings && time >= (reading.Status == SampleStatus.Ok ? DeadAfter : SaturatedAfter);
    }

    private string WhyConstant(in LoadCellReading reading)
    {
        if (reading.Status != SampleStatus.Ok)
        {
            var end = reading.Status == SampleStatus.Overload ? "upper" : "lower";
            return Text(
                $"stays at the {end} end of its range ({reading.Counts} counts): the cell is overloaded, one of its four wires is broken or swapped, or the converter has failed");
        }

        // The last value before the converter failed belongs to the run too.
        var values = _other is { } other && _lastReadings < _values.Readings / 2
            ? Text($"gives only the values {Math.Min(other, reading.Counts)} and {Math.Max(other, reading.Counts)}")
            : Text($"repeats the value {reading.Counts}");
        return $"{values}, while the readings of a working converter differ by several counts: check its supply and its wires to the cell and to this machine, or replace it";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Neighbouring readings that have something in common.</summary>
    private sealed class Run
    {
        public TimeSpan Since { get; private set; }

        public int Readings { get; set; }

        public bool WasBroken { get; set; }

        public void Start(TimeSpan since, int readings) => (Since, Readings) = (since, readings);
    }
}
