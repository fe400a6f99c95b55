using System.Text.RegularExpressions;

namespace StationAgent.Vision.Capture.Addresses;

/// <summary>The names of parameters that usually hold a password, in the query of an address as in its path.</summary>
internal static partial class SecretNames
{
    private const string Letter = "[^/;&?#=:]";
    private const string Secret = $"{Letter}*(?:pass|pwd|psw|token|secret|auth|key|cred){Letter}*|(?:\\b|_)(?:pw|p)";
    private const string User = $"{Letter}*(?:user|usr|login){Letter}*";

    // The value of a user goes on to the next parameter, which may be the password.
    private const string Value = "[=:](?<value>[^/;&?#]*)";

    /// <summary>Finds the pairs of a secret name and its value; a name may begin or end with other letters.</summary>
    [GeneratedRegex($"(?<name>{Secret}){Value}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    public static partial Regex Pair();

    /// <summary>As <see cref="Pair"/>, and the pairs with the name of a user.</summary>
    [GeneratedRegex($"(?<name>{Secret}|{User}){Value}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    public static partial Regex PairOrUser();
}
