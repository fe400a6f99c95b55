using CsCheck;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Which statements show that a store was copied, and which do not.</summary>
public sealed class StoreIdentityTests
{
    private const string Mine = "aaaaaaaaaaaaaaaa";
    private const string Before = "bbbbbbbbbbbbbbbb";
    private const string Foreign = "cccccccccccccccc";

    // Announced over session 5 up to number 10; 12 is stored, and connection attempts have used session numbers up to 7.
    private static readonly OwnIdentity Own = new(
        [new OwnEpoch(Mine, 12, [])], new HashSet<string>([Before, Mine], StringComparer.Ordinal), 12, 10, 5, 7);

    private static readonly OwnIdentity New = Own with { AnnouncedSession = 0, AnnouncedUpTo = 0 };

    [Theory]
    [InlineData(Mine, 5, 10, true, false)] // Its own.
    [InlineData(Mine, 4, 9, true, false)] // An older one of its own.
    [InlineData(Mine, 6, 10, false, true)] // A later session.
    [InlineData(Mine, 4, 11, false, true)] // A number that it has not announced.
    [InlineData(Before, 99, 99, true, false)] // An epoch that it has left.
    [InlineData(Foreign, 1, 1, true, true)] // Another store spoke after it.
    [InlineData(Foreign, 1, 1, false, false)] // A twin that has begun an epoch of its own.
    public void A_statement_is_evidence_when_this_store_cannot_have_made_it(string epoch, long session, long sequence, bool isFirst, bool expected) =>
        Assert.Equal(expected, StoreIdentity.Judge(Own, Statement(epoch, session, sequence), isFirst) is not null);

    [Theory]
    [InlineData(Mine, 7, false, false)] // The will of a connection over which nothing was said.
    [InlineData(Mine, 8, false, true)]
    [InlineData(Mine, 8, true, false)] // A number that was not stored is given again.
    [InlineData(Foreign, 99, false, false)] // The late will of a card that was in the device before.
    public void A_presence_document_tells_only_by_its_session(string epoch, long session, bool isVolatile, bool expected) => Assert.Equal(
        expected,
        StoreIdentity.Judge(Own, new StoreStatement(new EpochStatement(epoch, null, []), session, []) { IsVolatile = isVolatile }, isFirstLinkOfProcess: true) is not null);

    [Theory]
    [InlineData(Foreign, 10, false)] // It told nothing that this store did not, and begins at its next start.
    [InlineData(Foreign, 11, true)]
    public void An_earlier_epoch_of_a_statement_counts_by_its_number(string present, long sequence, bool expected)
    {
        var other = Statement(present, 1, 1) with { Earlier = [new EpochStatement(Mine, sequence, [])] };

        var evidence = StoreIdentity.Judge(Own, other, isFirstLinkOfProcess: false);

        Assert.Equal(expected, evidence is not null);
        Assert.Equal(expected ? sequence : null, evidence?.HighestKnown);
    }

    [Fact]
    public void A_new_card_takes_the_place_of_an_old_one_in_peace() =>
        Assert.Null(StoreIdentity.Judge(New, Statement(Foreign, 99, 99), isFirstLinkOfProcess: true));

    [Fact]
    public void A_card_that_never_spoke_is_told_from_a_new_one_when_a_copy_of_it_did() => Assert.NotNull(StoreIdentity.Judge(
        New, Statement(Foreign, 1, 1) with { Earlier = [new EpochStatement(Mine, 0, [])] }, isFirstLinkOfProcess: true));

    [Theory]
    [InlineData(Mine, 12, false)]
    [InlineData(Mine, 13, true)]
    [InlineData(Before, 13, false)]
    [InlineData(Foreign, 13, false)]
    public void A_receipt_is_evidence_for_numbers_that_were_not_given(string epoch, long sequence, bool expected)
    {
        var evidence = StoreIdentity.Judge(Own, new EventId(epoch, sequence));

        Assert.Equal(expected, evidence is not null);
        Assert.Equal(expected ? sequence : null, evidence?.HighestKnown);
    }

    [Fact]
    public void An_epoch_before_a_replaced_file_may_still_hold_unsent_events()
    {
        var own = Own with { Open = [new OwnEpoch(Before, 11, []), new OwnEpoch(Mine, 12, [])] };

        var evidence = StoreIdentity.Judge(own, Statement(Before, 6, 30), isFirstLinkOfProcess: true);

        Assert.Equal((Mine, Before, 30L), (evidence?.Judged, evidence?.StoreEpoch, evidence?.HighestKnown));
    }

    [Theory]
    [InlineData("1:a", 5, "1:a", 9, 5L)] // The other went on in the same run.
    [InlineData("1:a", 9, "1:a", 5, 5L)]
    [InlineData("1:a 6:b", 9, "1:a 8:c", 9, 5L)] // This one began another run first.
    [InlineData("1:a 8:c", 9, "1:a 6:b", 9, 5L)]
    [InlineData("1:a 6:b", 9, "1:a 6:b 8:c", 20, 7L)]
    [InlineData("1:a", 9, "1:b", 9, null)]
    [InlineData("", 9, "1:b", 9, null)]
    public void Two_copies_hold_the_same_events_up_to_where_one_began_another_run(string own, long ownLast, string other, long otherLast, long? expected) =>
        Assert.Equal(expected, CommonNumbers.UpTo(Starts(own), ownLast, Starts(other), otherLast));

    [Fact]
    public void Common_numbers_are_those_of_two_histories_that_part() => Gen.Select(
            Gen.Int[1, 5].Array[0, 4], Gen.Int[0, 3], Gen.Int[1, 5].Array[0, 3], Gen.Int[0, 3], Gen.Int[1, 5].Array[0, 3])
        .Sample((shared, tail, one, more, two) =>
        {
            // A number's content is the run that gave it. The copy is made in the midst of a run, which may go on in one of the two.
            var first = Runs("s", shared, tail);
            var common = first.Count;
            var left = first.Concat(Enumerable.Repeat(first.LastOrDefault("s0"), more)).Concat(Runs("l", one, 0)).ToList();
            var right = first.Concat(Runs("r", two, 0)).ToList();

            var found = CommonNumbers.UpTo(Starts(left), left.Count, Starts(right), right.Count);

            Assert.Equal(common == 0 ? null : (long?)common, common == 0 ? null : found);
            Assert.Equal(found, CommonNumbers.UpTo(Starts(right), right.Count, Starts(left), left.Count));
        });

    private static List<string> Runs(string name, int[] lengths, int tail) =>
        [.. lengths.Append(tail).SelectMany((length, i) => Enumerable.Repeat(FormattableString.Invariant($"{name}{i}"), length))];

    private static List<NumberStart> Starts(List<string> runs) =>
        [.. runs.Select((run, i) => (run, i)).DistinctBy(one => one.run).Select(one => new NumberStart(one.i + 1, one.run))];

    private static List<NumberStart> Starts(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(start => start.Split(':'))
            .Select(start => new NumberStart(int.Parse(start[0], System.Globalization.CultureInfo.InvariantCulture), start[1])),
    ];

    private static StoreStatement Statement(string epoch, long session, long sequence) => new(new EpochStatement(epoch, sequence, []), session, []);
}
