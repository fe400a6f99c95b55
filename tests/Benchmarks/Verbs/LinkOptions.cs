using System.CommandLine;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>The options of the verbs that publish.</summary>
internal static class LinkOptions
{
    public static Option<int> Port()
    {
        var option = NumberOption.Create("--port", "Port of the broker on 127.0.0.1", 1883, 1, 65_535);
        option.Required = true;
        return option;
    }

    public static Option<int> Window() => NumberOption.Create("--window", "The most publishes in flight", 32, 1, 1_024);

    public static Option<int> Delay() => NumberOption.Create("--delay-ms", "What the broker sends arrives so much later, in ms", 0, 0, 60_000);
}
