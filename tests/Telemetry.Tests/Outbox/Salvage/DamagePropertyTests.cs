using System.Globalization;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// Whatever happens to the files of a store: it opens, nothing altered is returned, nothing is lost silently, no number is given twice. The
/// seeds are the same in every run, so that a failure does not depend on chance:
/// <c>OUTBOX_DAMAGES</c> sets how many are tried, <c>OUTBOX_DAMAGES_FROM</c> the first seed.
/// </summary>
public sealed class DamagePropertyTests
{
    private static IEnumerable<int> Seeds => Enumerable.Range(Number("OUTBOX_DAMAGES_FROM", 1), Number("OUTBOX_DAMAGES", 150));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flipped_bits(bool running)
    {
        using var original = await DamagedStore.MakeAsync(running);
        foreach (var seed in Seeds)
        {
            var random = new Random(seed);
            Try(original, folder =>
            {
                var what = $"seed {seed}:";
                for (var flips = random.Next(1, 4); flips > 0; flips--)
                {
                    what += " " + Flip(folder, random);
                }

                return what;
            });
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lost_pages_and_cut_files(bool running)
    {
        using var original = await DamagedStore.MakeAsync(running);
        using var other = await DamagedStore.MakeAsync(running: true);
        foreach (var seed in Seeds)
        {
            var random = new Random(seed);
            Try(original, folder => $"seed {seed}: " + Spoil(folder, other, random));
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static void Try(DamagedStore original, Func<TemporaryFolder, string> damage)
    {
        using var copy = original.Copy();
        var what = damage(copy.Folder);
        try
        {
            copy.CheckAsync(what).GetAwaiter().GetResult();
        }
        catch (OutboxException exception)
        {
            throw new InvalidOperationException($"{what}: {exception}", exception);
        }
    }

    private static string Flip(TemporaryFolder folder, Random random)
    {
        var (file, bytes) = Pick(folder, random);
        var bit = random.NextInt64(bytes.Length * 8L);
        bytes[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        File.WriteAllBytes(file, bytes);
        return $"{Path.GetFileName(file)} bit {bit};";
    }

    private static string Spoil(TemporaryFolder folder, DamagedStore other, Random random)
    {
        var (file, bytes) = Pick(folder, random);
        var page = random.Next((bytes.Length + 4095) / 4096);
        var part = bytes.AsSpan(page * 4096, Math.Min(4096, bytes.Length - (page * 4096)));
        var name = Path.GetFileName(file);
        switch (random.Next(7))
        {
            case 0:
                random.NextBytes(part);
                File.WriteAllBytes(file, bytes);
                return $"{name} page {page} garbage";
            case 1:
                part.Clear();
                File.WriteAllBytes(file, bytes);
                return $"{name} page {page} zeroed";
            case 2:
                var length = random.Next(bytes.Length);
                File.WriteAllBytes(file, bytes[..length]);
                return $"{name} cut to {length}";
            case 3:
                File.Delete(file);
                Directory.CreateDirectory(file);
                return $"{name} is a folder";
            case 4:
                File.Delete(folder.File + "-shm");
                File.WriteAllBytes(file, []);
                return $"{name} empty";
            case 5:
                File.Copy(other.Folder.File + "-wal", folder.File + "-wal", overwrite: true);
                return "another store's WAL";
            default:
                File.Delete(file);
                return $"{name} missing";
        }
    }

    private static (string File, byte[] Bytes) Pick(TemporaryFolder folder, Random random)
    {
        var files = Directory.GetFiles(folder.Path, "outbox.db*").Where(file => new FileInfo(file).Length > 0).Order().ToArray();
        var file = files[random.Next(files.Length)];
        return (file, File.ReadAllBytes(file));
    }
}
