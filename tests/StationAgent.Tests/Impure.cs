using System.Diagnostics;

namespace StationAgent.Tests.Impure;

/// <summary>Does all that a pure folder must not, to prove that the architecture test sees it: in signatures, in bodies, in lambdas.</summary>
internal sealed class Sinner(TimeProvider time)
{
    private readonly Random _random = new(1);

    public static Task<string> ReadAsync(string path, CancellationToken cancellationToken) => File.ReadAllTextAsync(path, cancellationToken);

    public static Func<string> Name() => () => Guid.NewGuid().ToString();

    public static void Say(object disposition) => Console.WriteLine(disposition is StationAgent.DropOff.Disposition.None);

    public long Now() => time.GetUtcNow().Ticks + Stopwatch.GetTimestamp() + _random.Next();
}
