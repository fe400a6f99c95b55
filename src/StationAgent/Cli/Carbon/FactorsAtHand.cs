using StationAgent.Contracts.Carbon;
using StationAgent.Failures;
using StationAgent.Hosting;

namespace StationAgent.Cli.Carbon;

/// <summary>The documents of carbon factors that a check can use, by SHA-256: that of the program, those beside the store, and those that a person names.</summary>
internal sealed class FactorsAtHand
{
    private readonly Dictionary<string, FactorsDocument> _bySha256 = new(StringComparer.Ordinal)
    {
        [FactorsDocument.Shipped.Sha256] = FactorsDocument.Shipped,
    };

    /// <summary>The documents.</summary>
    public IReadOnlyDictionary<string, FactorsDocument> BySha256 => _bySha256;

    /// <summary>Adds the documents of files.</summary>
    /// <exception cref="StartException">One cannot be used.</exception>
    public void Add(IEnumerable<FileInfo> files)
    {
        try
        {
            foreach (var document in files.Select(static file => FactorsDocument.Read(file.FullName)))
            {
                _bySha256[document.Sha256] = document;
            }
        }
        catch (FactorsException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    /// <summary>Adds the documents that the station has kept.</summary>
    /// <param name="dataFolder">The folder of the store.</param>
    /// <returns>What is wrong with them; such documents are not used.</returns>
    public IEnumerable<CarbonProblem> AddKept(string dataFolder)
    {
        var problems = new List<CarbonProblem>();
        try
        {
            foreach (var file in FactorsArchive.Files(dataFolder))
            {
                if (Problem(file) is { } problem)
                {
                    problems.Add(new CarbonProblem($"{FactorsArchive.Folder}/{OutsideText.OneLine(file.Name)}", CarbonProblem.DocumentAltered, problem));
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the folder '{FactorsArchive.Folder}' in '{dataFolder}' cannot be read: {FileProblem.OfFolder(dataFolder, failure)}.", failure);
        }

        return problems;
    }

    private string? Problem(FileInfo file)
    {
        try
        {
            var document = FactorsDocument.Read(file.FullName);
            if (file.Name != document.Sha256 + FactorsArchive.Extension)
            {
                return $"the document has the SHA-256 {document.Sha256}, not the one in its name";
            }

            _bySha256[document.Sha256] = document;
            return null;
        }
        catch (FactorsException failure)
        {
            return failure.Message.TrimEnd('.');
        }
    }
}
