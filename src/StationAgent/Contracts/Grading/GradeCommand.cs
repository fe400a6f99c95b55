using System.Text.Json;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Contracts.Grading;

/// <summary>
/// The message <c>cmd/grade</c>: <c>{"id":"g-1","event":"…","grade":"reuse"}</c>. Other fields are ignored.
/// </summary>
/// <param name="Id">Chosen by the sender; the same again for the same command. Has the form of <see cref="DeviceIdentity.IsValidName"/>.</param>
/// <param name="Event">The drop-off.</param>
/// <param name="Grade">The grade.</param>
internal sealed record GradeCommand(string Id, EventId Event, Grade Grade)
{
    /// <summary>Reads a message.</summary>
    /// <param name="payload">The bytes as they came.</param>
    /// <param name="id">The id of the command, also of one that is refused; null when it cannot be read.</param>
    /// <param name="problem">What is wrong, as the end of a sentence, when the message is not a command.</param>
    /// <returns>Null when the message is not a command.</returns>
    public static GradeCommand? Parse(ReadOnlyMemory<byte> payload, out string? id, out string problem)
    {
        id = null;
        problem = "it is not a request to grade: {\"id\":\"…\",\"event\":\"…\",\"grade\":\"reuse\"} is expected";
        try
        {
            using var document = JsonDocument.Parse(payload);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            id = TextOf(document.RootElement, "id") is { } text && DeviceIdentity.IsValidName(text) ? text : null;
            if (id is null)
            {
                problem = $"its id is missing or not 1 to {DeviceIdentity.MaximumNameLength} letters, digits, '.', '_' or '-'";
            }
            else if (!EventId.TryParse(TextOf(document.RootElement, "event"), out var dropOff))
            {
                problem = "its event is missing or not the id of an event";
            }
            else if (GradeOf(TextOf(document.RootElement, "grade")) is not { } grade)
            {
                problem = "its grade is missing or not reuse, pulp or refuse";
            }
            else
            {
                problem = "";
                return new GradeCommand(id, dropOff, grade);
            }
        }
        catch (JsonException)
        {
            // What is expected says more than where the text stops being JSON.
        }
        catch (InvalidOperationException)
        {
            // A text with a broken escape sequence is JSON, and no text.
        }

        return null;
    }

    /// <summary>Finds the grade of a name; null when there is none of it.</summary>
    public static Grade? GradeOf(string? name) => name switch
    {
        "reuse" => Grading.Grade.Reuse,
        "pulp" => Grading.Grade.Pulp,
        "refuse" => Grading.Grade.Refuse,
        _ => null,
    };

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
