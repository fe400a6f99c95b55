using StationAgent.Clock;
using StationAgent.Scale;

namespace StationAgent.Tests.Scale;

/// <summary>Opens scales as the service does: by the table of drivers.</summary>
internal static class TestScales
{
    public static IScale Open(ScaleOptions options) => options.Driver.Prepare(
        options, new ScaleServices(BootTimeProvider.Instance, static () => throw new InvalidOperationException("There is no simulated scale here.")))();
}
