using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StationAgent.Configuration;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.Failures;

namespace StationAgent.Contracts;

/// <summary>An event as a consumer reads it. Unknown fields are ignored: within a major version the contract only grows.</summary>
/// <param name="Envelope">The envelope, with its data not yet interpreted.</param>
/// <param name="Number"><c>sequence</c> as a number.</param>
internal sealed record ReceivedEvent(CloudEvent<JsonElement> Envelope, long Number)
{
    /// <summary>Reads an event.</summary>
    /// <param name="utf8">The bytes as they came.</param>
    /// <param name="received">The event, when the bytes are one.</param>
    /// <param name="error">What is wrong with the bytes, when they are not an event.</param>
    /// <returns>True when the envelope is complete.</returns>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ReceivedEvent? received,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? error)
    {
        received = null;
        try
        {
            var envelope = JsonSerializer.Deserialize(utf8, ContractJson.Default.CloudEventJsonElement);
            error = envelope switch
            {
                null => "The event is null.",
                { SpecVersion: not "1.0" } => $"specversion is '{envelope.SpecVersion}', not 1.0.",
                { Sequence.Length: not 20 } => $"sequence '{envelope.Sequence}' does not have 20 digits.",
                { Data.ValueKind: not JsonValueKind.Object } => "data is not an object.",
                _ when envelope.Id != $"{envelope.StoreEpoch}-{envelope.Sequence}" => $"id '{envelope.Id}' does not have the form storeepoch-sequence.",
                _ => null,
            };
            if (error is not null)
            {
                return false;
            }

            if (!long.TryParse(envelope!.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                error = $"sequence '{envelope.Sequence}' is not a number.";
                return false;
            }

            received = new ReceivedEvent(envelope, number);
            return true;
        }
        catch (JsonException exception)
        {
            error = $"The event {JsonProblem.Of(utf8, ContractJson.Default.CloudEventJsonElement, exception)}.";
            return false;
        }
    }

    /// <summary>True for a drop-off that was accepted, whatever else is in it: events outlive the version of the program that wrote them.</summary>
    public bool IsAcceptedDropOff => Envelope.Type == EventKinds.DropOff.Type && TextOf("outcome") == EnumText.NameOf(Outcome.Accepted);

    /// <summary>True for a drop-off that was presented in maintenance.</summary>
    public bool IsTest =>
        Envelope.Type == EventKinds.DropOff.Type && Envelope.Data.TryGetProperty("test", out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The class path of what was seen, as the event has it; null for none.</summary>
    public string? Class => ObjectOf("item") is { } item ? TextOf(item, "class") : null;

    /// <summary>Where the piece goes, as the event has it; null for none.</summary>
    public string? Disposition => TextOf("disposition");

    /// <summary>The mass of the piece, as the event has it; null when it was never weighed.</summary>
    public MassData? Mass => ObjectOf("mass") is { } mass && NumberOf(mass, "grams") is { } grams && NumberOf(mass, "uncertainty") is { } uncertainty
        ? new MassData(grams, uncertainty)
        : null;

    /// <summary>The part of the mass that counts, in g, as the event has it; null where the event does not limit it.</summary>
    public double? CreditGrams => ObjectOf("grade") is { } grade ? NumberOf(grade, "creditGrams") : null;

    /// <summary>The id of the drop-off that was graded; null when it is another type.</summary>
    public string? Grades => Envelope.Type == EventKinds.Grade.Type ? TextOf("grades") : null;

    /// <summary>The id of the event that an amendment changes; null when it is another type.</summary>
    public string? Amends => Envelope.Type == EventKinds.Amendment.Type ? TextOf("amends") : null;

    /// <summary>True for an amendment after which nothing is left of its drop-off that staff could grade.</summary>
    public bool IsTakenBack => Amends is not null && TextOf("change") != EnumText.NameOf(AmendmentChange.Unsettled);

    /// <summary>The data of a drop-off; null when it is another type.</summary>
    /// <exception cref="JsonException">The data does not fit the type.</exception>
    public DropOffData? DropOff() => Data(EventKinds.DropOff.Type, ContractJson.Default.DropOffData);

    /// <summary>The data of an amendment; null when it is another type.</summary>
    /// <exception cref="JsonException">The data does not fit the type.</exception>
    public AmendmentData? Amendment() => Data(EventKinds.Amendment.Type, ContractJson.Default.AmendmentData);

    /// <summary>The data of a grade; null when it is another type.</summary>
    /// <exception cref="JsonException">The data does not fit the type.</exception>
    public GradeData? Grade() => Data(EventKinds.Grade.Type, ContractJson.Default.GradeData);

    /// <summary>The data of a start or an end of maintenance; null when it is another type.</summary>
    /// <exception cref="JsonException">The data does not fit the type.</exception>
    public MaintenanceData? Maintenance() => Data(EventKinds.Maintenance.Type, ContractJson.Default.MaintenanceData);

    private string? TextOf(string field) => TextOf(Envelope.Data, field);

    private static string? TextOf(JsonElement data, string field) =>
        data.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private JsonElement? ObjectOf(string field) =>
        Envelope.Data.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static double? NumberOf(JsonElement data, string field) =>
        data.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private T? Data<T>(string type, JsonTypeInfo<T> json)
        where T : class => Envelope.Type == type ? Envelope.Data.Deserialize(json) : null;
}
