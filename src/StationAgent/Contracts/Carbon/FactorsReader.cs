using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StationAgent.DropOff.Rules;
using StationAgent.Failures;

namespace StationAgent.Contracts.Carbon;

/// <summary>Reads a document of carbon factors, checks it, and names the first field that is wrong with its value.</summary>
/// <param name="name">What messages call the document, such as its path.</param>
internal sealed class FactorsReader(string name)
{
    private const int Format = 1;
    private const int LongestName = 64;
    private const int LongestText = 300;
    private const int LongestUrl = 1_000;
    private const int MostFactors = 100;
    private const int ValueDigits = 9;
    private const int ShareDigits = 6;
    private const decimal MostPerPiece = 1_000_000;
    private const decimal MostPerGram = 1_000;

    private static readonly string[] DateForms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>Reads and checks the document.</summary>
    /// <exception cref="FactorsException">It is too long, is not such a document, or a field of it is wrong.</exception>
    public ImmutableArray<Factor> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > FactorsDocument.MaximumBytes)
        {
            throw new FactorsException(
                $"{name}: the carbon factors are too long: at most {FactorsDocument.MaximumBytes} bytes are allowed, because they are published in one message.");
        }

        // The exact bytes are published, and a message with this mark is not JSON to its readers.
        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            throw new FactorsException($"{name}: the carbon factors begin with a byte order mark; save the file as UTF-8 without it.");
        }

        try
        {
            var file = JsonSerializer.Deserialize(json, FactorsJson.Default.FactorsFile)
                ?? throw new FactorsException($"{name}: the carbon factors must be a JSON object {{ … }}, but are null.");
            return Check(file);
        }
        catch (JsonException problem)
        {
            throw new FactorsException($"{name}: the document of carbon factors {JsonProblem.Of(json, FactorsJson.Default.FactorsFile, problem)}.", problem);
        }
    }

    private ImmutableArray<Factor> Check(FactorsFile file)
    {
        Require(file.Format == Format, "format", file.Format, $"{Format} is expected");
        Require(file.Factors.Count is >= 1 and <= MostFactors, "factors", $"a list of {file.Factors.Count}", $"1 to {MostFactors} factors are expected");
        var seen = new HashSet<(string Id, string Version)>();
        for (var i = 0; i < file.Factors.Count; i++)
        {
            var field = $"factors[{i}]";
            var factor = file.Factors[i];
            Require(factor is not null, field, "null", "a factor is expected");
            Check(field, factor!);
            Require(seen.Add((factor!.Id, factor.Version)), $"{field}.version", factor.Version, $"an earlier factor '{factor.Id}' has this version already");
        }

        return [.. file.Factors];
    }

    private void Check(string field, Factor factor)
    {
        Require(
            IsCode(factor.Id) && factor.Id != ClassRuleOptions.NoFactor,
            $"{field}.id",
            factor.Id,
            $"a lower-case letter is expected, then lower-case letters, digits, -, _ and ., at most {LongestName} in all, and not '{ClassRuleOptions.NoFactor}'");
        Text($"{field}.version", factor.Version, LongestName);
        Text($"{field}.title", factor.Title, LongestText);
        Code($"{field}.behaviour", factor.Behaviour);
        Require(factor.Basis is Factor.PerPiece or Factor.PerGram, $"{field}.basis", factor.Basis, $"'{Factor.PerPiece}' or '{Factor.PerGram}' is expected");
        Number($"{field}.value", factor.Value, factor.IsPerPiece ? MostPerPiece : MostPerGram, ValueDigits);
        Number($"{field}.relativeUncertainty", factor.RelativeUncertainty, 1, ShareDigits);
        Code($"{field}.boundary", factor.Boundary);
        Text($"{field}.baseline", factor.Baseline, LongestText);
        if (factor.Gwp is { } gwp)
        {
            Text($"{field}.gwp", gwp, LongestName);
        }

        if (factor.Cap is { } cap)
        {
            Number($"{field}.cap.gramsPerGram", cap.GramsPerGram, MostPerGram, ValueDigits);
        }

        Check($"{field}.source", factor.Source);
        Require(
            factor.ValidTo is not { } last || last >= factor.ValidFrom,
            $"{field}.validTo",
            factor.ValidTo?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            $"a day not before validFrom is expected, which is {factor.ValidFrom.ToString("O", CultureInfo.InvariantCulture)}");
    }

    private void Check(string field, FactorSource source)
    {
        Text($"{field}.issuer", source.Issuer, LongestText);
        Text($"{field}.document", source.Document, LongestText);
        if (source.Number is { } number)
        {
            Text($"{field}.number", number, LongestText);
        }

        Require(
            DateOnly.TryParseExact(source.Date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            $"{field}.date",
            source.Date,
            "a year, a month or a day is expected, such as 2021, 2021-11 or 2021-11-30");
        Require(
            source.Url.Length <= LongestUrl && Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
            $"{field}.url",
            source.Url,
            "an address that begins with http:// or https:// is expected");
    }

    private void Number(string field, decimal value, decimal most, int digits) => Require(
        value >= 0 && value <= most && decimal.Round(value, digits) == value,
        field,
        value,
        $"0 to {most} is expected, with at most {digits} decimal places");

    private void Code(string field, string value) => Require(
        IsCode(value), field, value, $"a code is expected: a lower-case letter, then lower-case letters, digits, -, _ and ., at most {LongestName} in all");

    private void Text(string field, string value, int longest) => Require(
        !string.IsNullOrWhiteSpace(value) && value.Length <= longest && value == OutsideText.OneLine(value),
        field,
        value,
        $"1 to {longest} printable characters are expected");

    private void Require(bool isRight, string field, IFormattable value, string rule) =>
        Require(isRight, field, value.ToString(null, CultureInfo.InvariantCulture), rule);

    private void Require(bool isRight, string field, string value, string rule)
    {
        if (!isRight)
        {
            throw new FactorsException($"{name}: {field} is '{OutsideText.Short(value)}'; {rule}.");
        }
    }

    private static bool IsCode(string text) => text.Length is > 0 and <= LongestName
        && char.IsAsciiLetterLower(text[0])
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
}
