namespace StationAgent.Cli.Doctor;

/// <summary>The parts of a station that are checked, in their order.</summary>
internal static class DoctorAreas
{
    public const string Camera = "camera";
    public const string Scale = "scale";
    public const string Model = "model";
    public const string Storage = "storage";
    public const string Clock = "clock";
    public const string Broker = "broker";
    public const string Gpio = "gpio";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Camera, Scale, Model, Storage, Clock, Broker, Gpio];
}
