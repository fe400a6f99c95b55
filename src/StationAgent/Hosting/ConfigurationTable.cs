using StationAgent.BinLevel;
using StationAgent.Camera;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Scale;
using StationAgent.Signals;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>Every key there is. Reading, refusing, suggesting and showing all work from this one table.</summary>
internal static class ConfigurationTable
{
    private const double MaximumFactor = 100_000;

    /// <summary>Every key, in the order in which they are shown.</summary>
    public static IReadOnlyList<ConfigurationKey> Keys { get; } =
    [
        Name("Station:Id", o => o.Station.Id, (o, v) => o.Station.Id = v),
        Name("Station:Device", o => o.Station.Device, (o, v) => o.Station.Device = v),
        Key.Choice("Station:Platform", o => o.Station.Platform, SetPlatform),
        Key.Duration("Station:MetricsInterval", Seconds(0), Hours(1), o => o.Station.MetricsInterval, (o, v) => o.Station.MetricsInterval = v),
        Key.Duration("Station:HealthInterval", Seconds(1), Hours(1), o => o.Station.HealthInterval, (o, v) => o.Station.HealthInterval = v),

        Key.Choice("Scale:Driver", o => o.Scale.Driver, (o, v) => o.Scale.Driver = v),
        Key.Number("Scale:RateHz", 5, 100, o => o.Scale.RateHz, (o, v) => o.Scale.RateHz = v),
        .. ScaleLineKeys.All,
        .. LoadCellKeys.All,
        .. IotKeys.Scale,

        .. CameraKeys.All,
        .. IotKeys.Camera,

        Key.FilePath("Vision:Manifest", mustExist: true, o => o.Vision.Manifest, (o, v) => o.Vision.Manifest = v),
        Key.Whole("Vision:FramesPerPiece", 1, 20, o => o.Vision.FramesPerPiece, (o, v) => o.Vision.FramesPerPiece = (int)v),

        .. SignalKeys.All,
        .. BinLevelKeys.All,
        .. WeighingKeys.All,
        .. DropOffKeys.All,

        Key.FilePath("Storage:Directory", mustExist: false, o => o.Storage.Directory, (o, v) => o.Storage.Directory = v ?? o.Storage.Directory),
        Key.Duration("Storage:RetainDelivered", Seconds(0), Days(365), o => o.Storage.RetainDelivered, (o, v) => o.Storage.RetainDelivered = v),
        Key.Duration("Storage:MaximumAge", Days(1), Days(3650), o => o.Storage.MaximumAge, (o, v) => o.Storage.MaximumAge = v),
        Key.Whole("Storage:ReserveBytes", 0, 1 << 30, o => o.Storage.ReserveBytes, (o, v) => o.Storage.ReserveBytes = v),
        Key.Whole("Storage:MaximumBytes", 16 << 20, 1L << 40, o => o.Storage.MaximumBytes, (o, v) => o.Storage.MaximumBytes = v),
        Key.Whole("Storage:MaximumEvents", 1_000, 100_000_000, o => o.Storage.MaximumEvents, (o, v) => o.Storage.MaximumEvents = v),

        Key.Text("Mqtt:Host", "a host name or an address", IsHost, o => o.Mqtt.Host, (o, v) => o.Mqtt.Host = v),
        Key.OptionalWhole("Mqtt:Port", 1, 65_535, o => o.Mqtt.Port, (o, v) => o.Mqtt.Port = v),
        Key.OptionalText("Mqtt:UserName", 256, o => o.Mqtt.UserName, (o, v) => o.Mqtt.UserName = v),
        Key.FilePath("Mqtt:PasswordFile", mustExist: true, o => o.Mqtt.PasswordFile, (o, v) => o.Mqtt.PasswordFile = v),
        Key.Choice("Mqtt:Protocol", o => o.Mqtt.Protocol, (o, v) => o.Mqtt.Protocol = v),
        Key.Duration("Mqtt:KeepAlive", Seconds(5), Seconds(300), o => o.Mqtt.KeepAlive, (o, v) => o.Mqtt.KeepAlive = v),
        Key.Duration("Mqtt:ConnectSpread", Seconds(0), Seconds(600), o => o.Mqtt.ConnectSpread, (o, v) => o.Mqtt.ConnectSpread = v),
        Key.Duration("Mqtt:WillDelay", Seconds(0), Hours(1), o => o.Mqtt.WillDelay, (o, v) => o.Mqtt.WillDelay = v),
        Key.Whole("Mqtt:Window", 1, 1_024, o => o.Mqtt.Window, (o, v) => o.Mqtt.Window = (int)v),
        Key.Flag("Mqtt:Tls:Enabled", o => o.Mqtt.Tls.Enabled, (o, v) => o.Mqtt.Tls.Enabled = v),
        Key.FilePath("Mqtt:Tls:CaFile", mustExist: true, o => o.Mqtt.Tls.CaFile, (o, v) => o.Mqtt.Tls.CaFile = v),
        Key.FilePath("Mqtt:Tls:CertificateFile", mustExist: true, o => o.Mqtt.Tls.CertificateFile, (o, v) => o.Mqtt.Tls.CertificateFile = v),
        Key.FilePath("Mqtt:Tls:KeyFile", mustExist: true, o => o.Mqtt.Tls.KeyFile, (o, v) => o.Mqtt.Tls.KeyFile = v),

        Key.Flag("Delivery:Receipts", o => o.Delivery.Receipts, (o, v) => o.Delivery.Receipts = v),
        Key.Duration(
            "Delivery:ReceiptTimeout", Seconds(1), Hours(1), o => o.Delivery.ReceiptTimeout, (o, v) => o.Delivery.ReceiptTimeout = v),
        Key.Whole(
            "Delivery:MaximumAwaitingReceipt",
            1,
            65_536,
            o => o.Delivery.MaximumAwaitingReceipt,
            (o, v) => o.Delivery.MaximumAwaitingReceipt = (int)v),
        Key.OptionalWhole("Delivery:MaximumRate", 1, 100_000, o => o.Delivery.MaximumRate, (o, v) => o.Delivery.MaximumRate = v),
        Key.Whole("Delivery:ReplayRate", 1, 10_000, o => o.Delivery.ReplayRate, (o, v) => o.Delivery.ReplayRate = (int)v),

        .. Carbon("Carbon:Reuse", o => o.Carbon.Reuse),
        .. Carbon("Carbon:Pulp", o => o.Carbon.Pulp),
        .. Carbon("Carbon:Recycle", o => o.Carbon.Recycle),

        Key.Whole("Simulation:Seed", 0, 999_999, o => o.Simulation.Seed, (o, v) => o.Simulation.Seed = (int)v),
        Key.Number("Simulation:PiecesPerHour", 1, 600, o => o.Simulation.PiecesPerHour, (o, v) => o.Simulation.PiecesPerHour = v),
        Key.OptionalText("Simulation:Faults", 1_000, o => o.Simulation.Faults, (o, v) => o.Simulation.Faults = v),

        Key.Choice("Logging:Level", o => o.Logging.Level, (o, v) => o.Logging.Level = v),
    ];

    private static ConfigurationKey Name(string path, Func<AgentOptions, string> get, Action<AgentOptions, string> set) => Key.Text(
        path,
        $"1 to {DeviceIdentity.MaximumNameLength} letters, digits, '.', '_' or '-', not starting with '.' or '-'",
        DeviceIdentity.IsValidName,
        get,
        set);

    // The rules name the platform too, because they are judged without the rest of the configuration.
    private static void SetPlatform(AgentOptions options, PlatformKind platform)
    {
        options.Station.Platform = platform;
        options.DropOff = options.DropOff with { Platform = platform };
    }

    private static ConfigurationKey[] Carbon(string path, Func<AgentOptions, CarbonFactorOptions> factor) =>
    [
        Key.OptionalText($"{path}:FactorId", 64, o => factor(o).FactorId, (o, v) => factor(o).FactorId = v),
        Key.OptionalText($"{path}:FactorVersion", 64, o => factor(o).FactorVersion, (o, v) => factor(o).FactorVersion = v),
        Key.Number($"{path}:GramsPerPiece", 0, MaximumFactor, o => factor(o).GramsPerPiece, (o, v) => factor(o).GramsPerPiece = v),
        Key.Number($"{path}:GramsPerGram", 0, 100, o => factor(o).GramsPerGram, (o, v) => factor(o).GramsPerGram = v),
    ];

    private static bool IsHost(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);

    private static TimeSpan Hours(int count) => TimeSpan.FromHours(count);

    private static TimeSpan Days(int count) => TimeSpan.FromDays(count);
}
