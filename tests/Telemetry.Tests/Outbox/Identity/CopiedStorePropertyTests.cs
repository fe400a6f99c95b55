using CsCheck;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// Any order of drop-offs, links, images, restored images, twins and restarts, against a consumer that removes duplicates by id: no id comes with
/// two contents, nothing that a living card holds is lost, nothing is counted twice.
/// </summary>
public sealed class CopiedStorePropertyTests
{
    private enum Act
    {
        Append,
        Connect,
        Image,
        ImageInLink,
        Restore,
        Twin,
        Restart,
        Kill,
    }

    private static readonly Gen<(Act What, int Card, int Amount)> Acts = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Act.Append)),
            (5, Gen.Const(Act.Connect)),
            (2, Gen.Const(Act.Image)),
            (1, Gen.Const(Act.ImageInLink)),
            (2, Gen.Const(Act.Restore)),
            (1, Gen.Const(Act.Twin)),
            (1, Gen.Const(Act.Restart)),
            (1, Gen.Const(Act.Kill))),
        Gen.Int[0, 1],
        Gen.Int[0, 5]);

    [Fact]
    public void No_id_has_two_contents_and_every_drop_off_counts_once() =>
        Acts.Array[1, 40].Sample(acts => RunAsync(acts).GetAwaiter().GetResult(), iter: 300, threads: 1);

    [Fact]
    public void A_card_that_was_never_copied_keeps_its_epoch() => Acts.Array[1, 30].Sample(
        acts => RunAsync([.. acts.Where(act => act.What is not (Act.Restore or Act.Twin))], expected: 1).GetAwaiter().GetResult(), iter: 20, threads: 1);

    private static async Task RunAsync((Act What, int Card, int Amount)[] acts, int? expected = null)
    {
        await using var world = new CopiedStores();
        foreach (var (what, card, amount) in acts)
        {
            switch (what)
            {
                case Act.Append:
                    await world.AppendAsync(card, amount + 1);
                    break;
                case Act.Connect:
                    await world.ConnectAsync(card, amount);
                    break;
                case Act.Image:
                    world.Image(card);
                    break;
                case Act.ImageInLink:
                    await world.ConnectAsync(card, amount, isImaged: true);
                    break;
                case Act.Restore:
                    await world.RestoreAsync(card, amount);
                    break;
                case Act.Twin:
                    await world.RestoreAsync(1, amount);
                    break;
                case Act.Restart:
                    await world.RestartAsync(card, clean: true);
                    break;
                default:
                    await world.RestartAsync(card, clean: false);
                    break;
            }
        }

        await world.CheckEndAsync(expected);
    }
}
