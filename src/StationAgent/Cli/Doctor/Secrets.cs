using StationAgent.Hosting;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Cli.Doctor;

/// <summary>
/// Keeps secrets out of what is printed and packed. No part of the agent writes them anywhere; this is a second safeguard, for messages of libraries,
/// of cameras and of the journal.
/// </summary>
internal sealed class Secrets
{
    /// <summary>Hiding shorter secrets would also hide ordinary words and numbers.</summary>
    private const int Shortest = 4;

    private readonly string[] _secrets;

    private Secrets(IEnumerable<Secret> secrets) => _secrets =
        [.. secrets.Select(static secret => secret.Reveal()).Where(static secret => secret.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(static secret => secret.Length)];

    /// <summary>The secrets that a configuration names: passwords in files, and what follows the question mark in a camera's address.</summary>
    public static Secrets Of(AgentOptions options)
    {
        var secrets = new List<Secret>(options.Camera.Url?.Secrets ?? []);
        foreach (var file in (string?[])[options.Mqtt.PasswordFile, options.Camera.PasswordFile])
        {
            if (file is not null && ReadIfAllowed(file) is { } password)
            {
                secrets.Add(password);
            }
        }

        return new Secrets(secrets);
    }

    /// <summary>The text with stars in place of secrets.</summary>
    public string Hide(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Secret.Shown, StringComparison.Ordinal);
        }

        return AddressText.Hide(text);
    }

    /// <summary>The result with stars in place of secrets.</summary>
    public CheckResult Hide(CheckResult result) => result with { Found = Hide(result.Found), Remedy = result.Remedy is { } remedy ? Hide(remedy) : null };

    private static Secret? ReadIfAllowed(string file)
    {
        try
        {
            return Secret.Read(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What this process cannot read it cannot print.
            return null;
        }
    }
}
