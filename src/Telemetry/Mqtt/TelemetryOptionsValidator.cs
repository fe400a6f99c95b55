namespace StationAgent.Telemetry.Mqtt;

/// <summary>Says what is wrong with a <see cref="TelemetryOptions"/>. Pure: looks at no file.</summary>
public static class TelemetryOptionsValidator
{
    private const int MaximumNameLength = 64;

    /// <summary>Checks everything.</summary>
    /// <param name="options">What to check.</param>
    /// <param name="section">What the keys stand under in the configuration.</param>
    /// <returns>One message for each fault: the key's path, the value, and what would be right. Empty when all is well.</returns>
    public static IReadOnlyList<string> Validate(TelemetryOptions options, string section = "Mqtt")
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();

        void Require(bool good, string key, string message)
        {
            if (!good)
            {
                faults.Add($"{section}:{key}: {message}");
            }
        }

        void Between(TimeSpan value, TimeSpan low, TimeSpan high, string key) =>
            Require(value >= low && value <= high, key, $"{value} is out of range; use {low} to {high}.");

        Require(Uri.CheckHostName(options.Host) != UriHostNameType.Unknown, nameof(options.Host), $"'{options.Host}' is no host name or address.");
        Require(options.EffectivePort is >= 1 and <= 65535, nameof(options.Port), $"{options.Port} is no port; use 1 to 65535.");
        Require(IsName(options.Station), nameof(options.Station), NameFault(options.Station));
        Require(IsName(options.Device), nameof(options.Device), NameFault(options.Device));
        Require(options.Window is >= 1 and <= 1024, nameof(options.Window), $"{options.Window} is out of range; use 1 to 1024.");
        Require(
            options.MaximumAwaitingReceipt is >= 1 and <= 65_536,
            nameof(options.MaximumAwaitingReceipt),
            $"{options.MaximumAwaitingReceipt} is out of range; use 1 to 65536.");
        Require(options.MaximumRate is null or >= 1 and <= 100_000, nameof(options.MaximumRate), $"{options.MaximumRate} is out of range; use 1 to 100000.");
        Require(options.ReplayRate is >= 1 and <= 10_000, nameof(options.ReplayRate), $"{options.ReplayRate} is out of range; use 1 to 10000.");
        Between(options.ReceiptTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.ReceiptTimeout));
        Require(Enum.IsDefined(options.Protocol), nameof(options.Protocol), $"'{options.Protocol}' is unknown; use Auto, V5 or V311.");
        Require(
            options.PasswordFile is null || !string.IsNullOrEmpty(options.UserName),
            nameof(options.PasswordFile),
            $"needs {section}:{nameof(options.UserName)}.");
        Between(options.KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(18), nameof(options.KeepAlive));
        Between(options.ConnectSpread, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.ConnectSpread));
        Between(options.RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), nameof(options.RequestTimeout));
        Between(options.AcknowledgeTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.AcknowledgeTimeout));
        Between(options.PausedTopicRetry, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(options.PausedTopicRetry));
        Between(options.SessionExpiry, TimeSpan.Zero, TimeSpan.FromDays(30), nameof(options.SessionExpiry));
        Between(options.WillDelay, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.WillDelay));
        var wait = options.Reconnect;
        Between(wait.Base, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), $"{nameof(options.Reconnect)}:{nameof(wait.Base)}");
        Between(wait.Maximum, wait.Base, TimeSpan.FromHours(1), $"{nameof(options.Reconnect)}:{nameof(wait.Maximum)}");
        Between(wait.StableAfter, TimeSpan.Zero, TimeSpan.FromHours(1), $"{nameof(options.Reconnect)}:{nameof(wait.StableAfter)}");
        CheckTls(options.Tls, Require);
        return faults;
    }

    private static void CheckTls(TelemetryTlsOptions tls, Action<bool, string, string> require)
    {
        var (certificate, key) = ($"Tls:{nameof(tls.CertificateFile)}", $"Tls:{nameof(tls.KeyFile)}");
        require(tls.CertificateFile is null || tls.KeyFile is not null, key, "a certificate needs its key.");
        require(tls.KeyFile is null || tls.CertificateFile is not null, certificate, "a key needs its certificate.");
        require(
            tls.Enabled || (tls.CaFile ?? tls.CertificateFile ?? tls.KeyFile) is null,
            $"Tls:{nameof(tls.Enabled)}",
            "certificates are given but TLS is off; switch it on or take them away.");
    }

    private static bool IsName(string? name) =>
        name is { Length: >= 1 and <= MaximumNameLength } && name[0] is not ('.' or '-')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static string NameFault(string? name) =>
        $"'{name}' is no name; use 1 to {MaximumNameLength} letters, digits, '.', '_' and '-', starting with a letter, a digit or '_'.";
}
