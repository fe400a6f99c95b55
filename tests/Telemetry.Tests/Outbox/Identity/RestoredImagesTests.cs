using System.Globalization;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// One device whose card is restored from images of different ages, again and again: no id comes with two contents, nothing is counted twice, and
/// nothing is lost that a card held which lived long enough to send it.
/// </summary>
public sealed class RestoredImagesTests
{
    public static TheoryData<string, bool, bool, bool> Lives
    {
        get
        {
            var lives = new TheoryData<string, bool, bool, bool>();
            foreach (var order in new[] { "0123456789", "9876543210", "5050909014", "3141592653", "1122334499", "8976123450" })
            {
                for (var bits = 0; bits < 8; bits++)
                {
                    lives.Add(order, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
                }
            }

            return lives;
        }
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task Ten_images_can_be_restored_in_any_order(string order, bool storesBeforeLink, bool restartsBeforeLink, bool sendsAll)
    {
        await using var world = new CopiedStores();
        await MakeTenImagesAsync(world);
        for (var i = 0; i < order.Length; i++)
        {
            await world.RestoreAsync(0, int.Parse(order.AsSpan(i, 1), CultureInfo.InvariantCulture));
            if (storesBeforeLink)
            {
                await world.AppendAsync(0, 1 + (i % 3));
            }

            if (restartsBeforeLink)
            {
                await world.RestartAsync(0, clean: i % 2 == 0);
                await world.AppendAsync(0, storesBeforeLink ? 2 : 0);
            }

            await world.ConnectAsync(0, i % 4);
            await world.AppendAsync(0, i % 2);
            if (sendsAll)
            {
                await world.CheckEndAsync(null);
            }
        }

        await world.CheckEndAsync(null);
    }

    [Fact]
    public async Task Unsent_events_of_a_restored_card_that_is_restored_again_count_once()
    {
        await using var world = new CopiedStores();
        await world.AppendAsync(0, 2);
        await world.ConnectAsync(0, 9);
        world.Image(0);
        await world.AppendAsync(0, 3);
        await world.ConnectAsync(0, 9);

        // The events that the restored card stores bear numbers which were sent for others, so they get new ids; from its image they get the same ones.
        await world.RestoreAsync(0, 0);
        await world.AppendAsync(0, 3);
        world.Image(0);
        await world.ConnectAsync(0, 2);
        await world.RestoreAsync(0, 1);
        await world.AppendAsync(0, 1);
        await world.ConnectAsync(0, 3);
        await world.RestoreAsync(0, 1);

        await world.CheckEndAsync(null);
    }

    [Fact]
    public async Task A_new_store_in_between_does_not_make_the_numbers_of_the_old_one_forgotten()
    {
        await using var world = new CopiedStores();
        world.Image(0);
        await world.ConnectAsync(0, 9);
        await world.AppendAsync(0, 1);
        world.Image(0);
        await world.ConnectAsync(0, 9);
        await world.RestoreAsync(0, 0);
        await world.AppendAsync(0, 3);
        await world.ConnectAsync(0, 9);
        await world.RestoreAsync(0, 1);
        await world.AppendAsync(0, 2);

        await world.CheckEndAsync(null);
    }

    [Fact]
    public async Task A_running_copy_gives_new_ids_to_the_events_to_which_another_one_gave_them()
    {
        await using var world = new CopiedStores();
        await world.AppendAsync(0, 2);
        await world.ConnectAsync(0, 9);
        world.Image(0);
        await world.AppendAsync(0, 2);
        world.Image(0);

        // A third copy speaks, and has nothing to say; the second one hears of it, and then the first one, which has run all the time.
        await world.RestoreAsync(1, 0);
        await world.ConnectAsync(1, 9);
        await world.RestoreAsync(1, 1);
        await world.ConnectAsync(1, 1);
        await world.ConnectAsync(0, 9);

        await world.CheckEndAsync(null);
    }

    [Fact]
    public async Task A_clone_in_a_second_device_takes_turns()
    {
        await using var world = new CopiedStores();
        await world.AppendAsync(0, 2);
        await world.ConnectAsync(0, 1);
        await world.AppendAsync(0, 2);
        world.Image(0);
        await world.RestoreAsync(1, 0);
        for (var i = 0; i < 12; i++)
        {
            await world.AppendAsync(i % 2, 1 + (i % 3));
            await world.AppendAsync(1 - (i % 2), i % 2);
            await world.ConnectAsync(i % 2, i % 4);
            if (i % 5 == 4)
            {
                await world.RestartAsync(i % 2, clean: i % 3 == 0);
            }
        }

        await world.CheckEndAsync(null);
    }

    /// <summary>Images of one card in the order of its life: before its first start, before and after its first link, stopped and running, within a link.</summary>
    private static async Task MakeTenImagesAsync(CopiedStores world)
    {
        world.Image(0);
        await world.AppendAsync(0, 2);
        world.Image(0);
        await world.AppendAsync(0, 2);
        await world.RestartAsync(0, clean: true);
        world.Image(0);
        await world.AppendAsync(0, 1);
        await world.ConnectAsync(0, 2);
        world.Image(0);
        await world.AppendAsync(0, 2);
        await world.ConnectAsync(0, 3, isImaged: true);
        await world.AppendAsync(0, 2);
        world.Image(0);
        await world.RestartAsync(0, clean: false);
        world.Image(0);
        await world.AppendAsync(0, 1);
        world.Image(0);
        await world.ConnectAsync(0, 1, isImaged: true);
        await world.AppendAsync(0, 3);
        await world.RestartAsync(0, clean: true);
        world.Image(0);
        await world.ConnectAsync(0, 99);
    }
}
