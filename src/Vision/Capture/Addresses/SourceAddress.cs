using System.Diagnostics.CodeAnalysis;

namespace StationAgent.Vision.Capture.Addresses;

/// <summary>
/// The address of a camera. Many cameras take the password in it, so it cannot be printed whole: <see cref="ToString"/> shows scheme, host, port and path.
/// </summary>
public sealed class SourceAddress
{
    private readonly string _shown;

    private SourceAddress(Uri uri)
    {
        Uri = uri;
        _shown = AddressText.Show(uri);
    }

    /// <summary>The scheme in lower case, such as <c>http</c>.</summary>
    public string Scheme => Uri.Scheme;

    /// <summary>True when the address contains a user or a password before its host.</summary>
    public bool HasUser => Uri.UserInfo.Length > 0;

    /// <summary>True when the address leads to this machine.</summary>
    public bool IsLoopback => Uri.IsLoopback;

    /// <summary>The names of the parameters in path and query that usually hold a password.</summary>
    public IReadOnlyList<string> SecretParameters => AddressText.SecretParameters(Uri);

    /// <summary>Every part of the address that is not shown, also in its decoded form.</summary>
    public IReadOnlyList<Secret> Secrets => [.. AddressText.HiddenParts(Uri).Select(static part => new Secret(part))];

    /// <summary>The whole address, for the library that connects, and for nothing else.</summary>
    internal Uri Uri { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">An absolute address, such as <c>http://camera/stream</c>.</param>
    /// <param name="address">The address.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SourceAddress? address)
    {
        address = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && text.Contains("://", StringComparison.Ordinal)
            ? new SourceAddress(uri)
            : null;
        return address is not null;
    }

    /// <summary>Wraps an address that was parsed already.</summary>
    internal static SourceAddress Of(Uri uri) => new(uri);

    /// <summary>A text with stars in place of this address's secrets, and without the secrets of every other address in it.</summary>
    /// <param name="text">A text that came from elsewhere, such as a camera's answer.</param>
    public string HideIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var part in AddressText.HiddenParts(Uri))
        {
            text = text.Replace(part, Secret.Shown, StringComparison.Ordinal);
        }

        return AddressText.Hide(text);
    }

    /// <summary>Scheme, host, port and path, without user, password, query and fragment.</summary>
    public override string ToString() => _shown;
}
