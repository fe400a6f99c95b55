using StationAgent.Contracts;
using StationAgent.Station;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

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

    /// <summary>For the station.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="model">The classifier that is loaded.</param>
    public static StationSettings ToStationSettings(this AgentOptions options, ModelData model) => new(
        options.DropOff with { Platform = options.Station.Platform },
        new EventSource(
            options.Station.Identity, options.Station.Platform, model, options.Carbon.ToFactors(), options.DropOff.WithdrawalWindow),
        options.Vision.FramesPerPiece);
}
