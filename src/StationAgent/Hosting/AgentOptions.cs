using StationAgent.BinLevel;
using StationAgent.Camera;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Scale;
using StationAgent.Signals;
using StationAgent.Simulation;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>
/// Everything that can be configured, with the defaults in force when no source says otherwise. Ranges stand in <see cref="ConfigurationTable"/>.
/// </summary>
internal sealed class AgentOptions
{
    /// <summary>Who the device is.</summary>
    public StationOptions Station { get; } = new();

    /// <summary>The scale.</summary>
    public ScaleOptions Scale { get; } = new();

    /// <summary>The camera.</summary>
    public CameraOptions Camera { get; } = new();

    /// <summary>The classifier.</summary>
    public VisionOptions Vision { get; } = new();

    /// <summary>How the samples of the scale become loads.</summary>
    public WeighingOptions Weighing { get; set; } = new();

    /// <summary>What is taken and on which terms; the platform is the station's.</summary>
    public DropOffRules DropOff { get; set; } = new();

    /// <summary>The store.</summary>
    public StorageOptions Storage { get; } = new();

    /// <summary>The way to the broker.</summary>
    public MqttOptions Mqtt { get; } = new();

    /// <summary>How events go out.</summary>
    public DeliveryOptions Delivery { get; } = new();

    /// <summary>What taking a piece is worth.</summary>
    public CarbonOptions Carbon { get; } = new();

    /// <summary>Lamps and buzzer.</summary>
    public SignalOptions Signals { get; } = new();

    /// <summary>How full the bin is.</summary>
    public BinLevelOptions BinLevel { get; } = new();

    /// <summary>The simulated sensors.</summary>
    public SimulationOptions Simulation { get; } = new();

    /// <summary>The log.</summary>
    public LoggingOptions Logging { get; } = new();
}
