using System.Reflection;

namespace StationAgent.Hosting;

/// <summary>Which build this is.</summary>
internal static class AgentVersion
{
    /// <summary>The version with the commit it was built from, such as <c>0.1.0+1a2b3c4</c>.</summary>
    public static string Text { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
