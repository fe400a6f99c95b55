using StationAgent.BinLevel;
using StationAgent.Signals;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>What must hold for lamps, bin level and the lines they use. Pure.</summary>
internal static class GpioRules
{
    /// <summary>Everything that does not hold.</summary>
    public static IEnumerable<(string Path, string Message)> Check(AgentOptions options)
    {
        if (options.Signals.Driver == SignalDriver.Gpio && !options.Signals.Pins.Named().Any())
        {
            yield return ("Signals:Pins:Ready", "is missing; Signals:Driver gpio needs a line for one output at least");
        }

        foreach (var problem in CheckBinLevel(options.BinLevel, options.Station.Platform).Concat(CheckLines(options)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string Path, string Message)> CheckBinLevel(BinLevelOptions level, PlatformKind platform)
    {
        if (level.Driver is BinLevelDriver.Distance or BinLevelDriver.IotDistance)
        {
            (string Name, int? Value)[] needed =
            [
                ("TriggerPin", level.TriggerPin),
                ("EchoPin", level.EchoPin),
                ("EmptyMillimetres", level.EmptyMillimetres),
                ("FullMillimetres", level.FullMillimetres),
            ];
            foreach (var (name, value) in needed)
            {
                if (value is null)
                {
                    yield return ($"Bin:Level:{name}", "is missing; a distance sensor needs its two lines and the distances to the empty and the full bin");
                }
            }

            if (level.EmptyMillimetres <= level.FullMillimetres)
            {
                yield return ("Bin:Level:FullMillimetres", $"is {level.FullMillimetres}, must be less than Bin:Level:EmptyMillimetres: the sensor looks down");
            }
        }

        if (level.Driver == BinLevelDriver.Mass && level.CapacityGrams is null)
        {
            yield return ("Bin:Level:CapacityGrams", "is missing; Bin:Level:Driver mass needs to know what the bin holds");
        }

        if (level.Driver == BinLevelDriver.Mass && platform != PlatformKind.Bin)
        {
            yield return ("Bin:Level:Driver", "is \"mass\", which needs Station:Platform bin: from a tray the mass is carried off");
        }

        if (level.NearlyFullShare >= level.FullShare)
        {
            yield return ("Bin:Level:NearlyFullShare", $"is {level.NearlyFullShare}, must be less than Bin:Level:FullShare");
        }
    }

    private static IEnumerable<(string Path, string Message)> CheckLines(AgentOptions options)
    {
        var users = new Dictionary<(int Chip, int Line), string>();
        foreach (var (path, chip, line) in GpioLines.InUse(options))
        {
            if (!users.TryAdd((chip, line), path))
            {
                yield return (path, $"is {line}, which {users[(chip, line)]} uses already on chip {chip}");
            }
        }
    }
}
