using System.Diagnostics.CodeAnalysis;
using StationAgent.Failures;

namespace StationAgent.Configuration;

/// <summary>Finds the files of values such as <c>credential:mqtt-password</c>: secrets that systemd passes to the service in a folder of its own.</summary>
internal static class Credentials
{
    private const string Prefix = "credential:";

    // Set by LoadCredential= and SetCredential= of the unit, systemd.exec(5).
    private const string Folder = "CREDENTIALS_DIRECTORY";

    // NAME_MAX of Linux.
    private const int LongestName = 255;

    /// <summary>Replaces the name of a credential by the path of its file; other values stay as they are.</summary>
    /// <param name="value">A value of the configuration.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="resolved">The value to use.</param>
    /// <param name="problem">What is wrong and what would be right.</param>
    /// <returns>False when it cannot name a credential.</returns>
    public static bool TryResolve(
        ConfigurationValue value, IReadOnlyDictionary<string, string> environment, out ConfigurationValue resolved, [NotNullWhen(false)] out string? problem)
    {
        (resolved, problem) = (value, null);
        if (!value.Text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return true;
        }

        var name = value.Text[Prefix.Length..];
        if (!IsName(name))
        {
            problem = $"expected credential:NAME with a name that LoadCredential= of the unit gives, such as credential:mqtt-password, found \"{OutsideText.Short(value.Text)}\": "
                + "a name has no slash and no control character and stays inside the folder of the credentials";

            // One problem is enough: what remains is a path like any other.
            resolved = value with { Text = Prefix };
            return false;
        }

        if (!environment.TryGetValue(Folder, out var folder) || folder.Length == 0)
        {
            // Where nothing of this name is a file, the message is that it does not exist.
            return true;
        }

        resolved = value with { Text = Path.Combine(folder, name) };
        return true;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name is not ("." or "..") && !name.Any(static one => one == '/' || char.IsControl(one));
}
