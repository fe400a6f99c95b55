using StationAgent.BinLevel;
using StationAgent.Camera;
using StationAgent.Configuration;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Gpio;
using StationAgent.Scale;
using StationAgent.Signals;
using StationAgent.Simulation;
using StationAgent.Station;
using StationAgent.Station.Maintenance;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>Everything that can be configured: one section a feature, each described beside its options.</summary>
internal sealed record AgentOptions
{
    /// <summary>The identity of the device.</summary>
    public StationOptions Station { get; init; } = new();

    /// <summary>The scale.</summary>
    public ScaleOptions Scale { get; init; } = new();

    /// <summary>The camera.</summary>
    public CameraOptions Camera { get; init; } = new();

    /// <summary>The classifier.</summary>
    public VisionOptions Vision { get; init; } = new();

    /// <summary>Lamps and buzzer.</summary>
    public SignalOptions Signals { get; init; } = new();

    /// <summary>The display for visitors.</summary>
    public DisplayOptions Display { get; init; } = new();

    /// <summary>How full the bin is.</summary>
    public BinLevelOptions BinLevel { get; init; } = new();

    /// <summary>How the samples of the scale become loads.</summary>
    public WeighingOptions Weighing { get; init; } = new();

    /// <summary>Which pieces are accepted and on which terms; the platform comes from <see cref="Station"/>.</summary>
    public DropOffRules DropOff { get; init; } = new();

    /// <summary>Key switch and keys for staff.</summary>
    public MaintenanceOptions Maintenance { get; init; } = new();

    /// <summary>The store.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>The way to the broker.</summary>
    public MqttOptions Mqtt { get; init; } = new();

    /// <summary>How events go out.</summary>
    public DeliveryOptions Delivery { get; init; } = new();

    /// <summary>The carbon factors of accepted pieces.</summary>
    public CarbonOptions Carbon { get; init; } = new();

    /// <summary>The simulated sensors.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>The log.</summary>
    public LoggingOptions Logging { get; init; } = new();

    /// <summary>Every key and every rule.</summary>
    public static OptionsSchema<AgentOptions> Schema { get; } = new OptionsSchema<AgentOptions>(new AgentOptions())
        .Section("Station", StationOptions.Schema, o => o.Station, (o, v) => o with { Station = v })
        .Section("Scale", ScaleOptions.Schema, o => o.Scale, (o, v) => o with { Scale = v })
        .Section("Camera", CameraOptions.Schema, o => o.Camera, (o, v) => o with { Camera = v })
        .Section("Vision", VisionOptions.Schema, o => o.Vision, (o, v) => o with { Vision = v })
        .Section("Signals", SignalOptions.Schema, o => o.Signals, (o, v) => o with { Signals = v })
        .Section("Display", DisplayOptions.Schema, o => o.Display, (o, v) => o with { Display = v })
        .Section("Bin:Level", BinLevelOptions.Schema, o => o.BinLevel, (o, v) => o with { BinLevel = v })
        .Section("Weighing", WeighingOptions.Schema, o => o.Weighing, (o, v) => o with { Weighing = v })
        .Section("DropOff", DropOffRules.Schema, o => o.DropOff, (o, v) => o with { DropOff = v })
        .Section("Maintenance", MaintenanceOptions.Schema, o => o.Maintenance, (o, v) => o with { Maintenance = v })
        .Section("Storage", StorageOptions.Schema, o => o.Storage, (o, v) => o with { Storage = v })
        .Section("Mqtt", MqttOptions.Schema, o => o.Mqtt, (o, v) => o with { Mqtt = v })
        .Section("Delivery", DeliveryOptions.Schema, o => o.Delivery, (o, v) => o with { Delivery = v })
        .Section("Carbon", CarbonOptions.Schema, o => o.Carbon, (o, v) => o with { Carbon = v })
        .Section("Simulation", SimulationOptions.Schema, o => o.Simulation, (o, v) => o with { Simulation = v })
        .Section("Logging", LoggingOptions.Schema, o => o.Logging, (o, v) => o with { Logging = v })
        .Rule(CheckBin)
        .Rule(CheckLines);

    /// <summary>The GPIO lines in use, without those of drivers that are not chosen.</summary>
    public IEnumerable<GpioLine> Lines => [.. Scale.Driver.Lines(Scale), .. Signals.Driver.Lines(Signals), .. BinLevel.Driver.Lines(BinLevel), .. Maintenance.Lines];

    /// <summary>The kernel's files of the buses in use, for displays, LED strips and distance sensors.</summary>
    public IEnumerable<DeviceFile> Files => [.. Display.Driver.Files(Display), .. Signals.Driver.Files(Signals), .. BinLevel.Driver.Files(BinLevel)];

    /// <summary>Reads all sources and checks everything.</summary>
    public static ConfigurationResult<AgentOptions> Load(ConfigurationSources sources) => LoadedConfiguration<AgentOptions>.Load(Schema, sources);

    private static IEnumerable<KeyFault> CheckBin(AgentOptions options)
    {
        if (options.BinLevel.Driver.NeedsBin && options.Station.Platform != PlatformKind.Bin)
        {
            yield return new KeyFault(
                "Bin:Level:Driver", $"\"{options.BinLevel.Driver.Name}\" needs Station:Platform bin: pieces do not stay on a tray");
        }
    }

    private static IEnumerable<KeyFault> CheckLines(AgentOptions options)
    {
        var users = new Dictionary<(int Chip, int Number), string>();
        foreach (var line in options.Lines)
        {
            if (!users.TryAdd((line.Chip, line.Number), line.Path))
            {
                yield return new KeyFault(line.Path, $"is {line.Number}, which {users[(line.Chip, line.Number)]} already uses on chip {line.Chip}");
            }
        }
    }
}
