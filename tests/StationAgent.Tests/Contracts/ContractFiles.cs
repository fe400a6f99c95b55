using NJsonSchema;

namespace StationAgent.Tests.Contracts;

/// <summary>The published documents of the contract, as they were copied beside the tests.</summary>
internal static class ContractFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "contract");

    public static string Example(string name) => Path.Combine(Folder, "examples", name + ".json");

    /// <summary>The example in the source tree, for writing it again.</summary>
    public static string ExampleSource(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StationAgent.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the source tree.");
        }

        return Path.Combine(folder, "docs/contract/examples", name + ".json");
    }

    public static Task<JsonSchema> SchemaAsync(string name, CancellationToken cancellationToken) =>
        JsonSchema.FromFileAsync(Path.Combine(Folder, "schemas", name + ".json"), cancellationToken);

    /// <summary>The schema of an example: its name up to the version.</summary>
    public static string SchemaName(string example) => example[..(example.IndexOf(".v1", StringComparison.Ordinal) + 3)];
}
