using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Station;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision.Classes;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>Maps the configuration to the options of each part of the agent.</summary>
internal static class AgentOptionsMapping
{
    /// <summary>For the store.</summary>
    public static OutboxOptions ToOutboxOptions(this AgentOptions options) => new()
    {
        RetainDelivered = options.Storage.RetainDelivered,
        MaximumAge = options.Storage.MaximumAge,
        ReserveBytes = options.Storage.ReserveBytes,
        MaximumBytes = options.Storage.MaximumBytes,
        MaximumEvents = options.Storage.MaximumEvents,
    };

    /// <summary>For delivery.</summary>
    public static TelemetryOptions ToTelemetryOptions(this AgentOptions options) => new()
    {
        Station = options.Station.Id,
        Device = options.Station.Device,
        Host = options.Mqtt.Host,
        Port = options.Mqtt.EffectivePort,
        UserName = options.Mqtt.UserName,
        PasswordFile = options.Mqtt.PasswordFile,
        Protocol = options.Mqtt.Protocol,
        KeepAlive = options.Mqtt.KeepAlive,
        ConnectSpread = options.Mqtt.ConnectSpread,
        WillDelay = options.Mqtt.WillDelay,
        Window = options.Mqtt.Window,
        Receipts = options.Delivery.Receipts,
        ReceiptTimeout = options.Delivery.ReceiptTimeout,
        MaximumAwaitingReceipt = options.Delivery.MaximumAwaitingReceipt,
        MaximumRate = options.Delivery.MaximumRate,
        ReplayRate = options.Delivery.ReplayRate,
        Tls = new TelemetryTlsOptions
        {
            Enabled = options.Mqtt.Tls.Enabled,
            CaFile = options.Mqtt.Tls.CaFile,
            CertificateFile = options.Mqtt.Tls.CertificateFile,
            KeyFile = options.Mqtt.Tls.KeyFile,
        },
    };

    /// <summary>For the classifier.</summary>
    public static ViewedPlatform ToViewed(this PlatformKind platform) => platform == PlatformKind.Bin ? ViewedPlatform.Bin : ViewedPlatform.Tray;

    /// <summary>For the station.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="model">The classifier that is loaded.</param>
    /// <param name="classes">The classes that it knows; null when it could not be loaded.</param>
    /// <param name="factors">The carbon factors.</param>
    public static StationSettings ToStationSettings(this AgentOptions options, ModelData model, ClassTree? classes, FactorsDocument factors)
    {
        var rules = options.DropOff with
        {
            Platform = options.Station.Platform,
            Classes = classes is null ? options.DropOff.Classes : options.DropOff.Classes.On(classes),
        };
        return new StationSettings(
            rules,
            new EventSource(
                options.Station.Identity, options.Station.Platform, model, new CarbonFigures(factors, rules.Classes), options.DropOff.WithdrawalWindow),
            options.Vision.FramesPerPiece);
    }
}
