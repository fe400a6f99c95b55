using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Changes;

/// <summary>Finds what lies on the platform by what differs from the picture of the platform before. Not for use by two threads at once.</summary>
internal sealed class ReferenceDifference
{
    // Smallest object: a carton No. 12 seen along its edge covers 1 % of a platform's view.
    private const double MinShare = 0.003;

    // A second object counts when it is at least this large beside the first; smaller ones are reflections and crumbs.
    private const double MinSecondShare = 0.15;

    // Specks are single cells or lines of them; the outline of an object is two cells wide.
    private const int MinNeighbours = 4;
    private const int Closing = 2;
    private const int NearGap = 4;
    private const int MaxGroups = 64;

    // A smaller grid is only a line.
    private const int MinGridSide = 8;

    private readonly ChangeMap _changes = new();
    private readonly CellMask _mask = new();
    private readonly EdgeContact _edges = new();
    private readonly CellGroup[] _groups = new CellGroup[MaxGroups];

    /// <summary>Compares two grids of the same size.</summary>
    public Difference Find(Overview reference, Overview frame)
    {
        if (frame.Width < MinGridSide || frame.Height < MinGridSide)
        {
            return default;
        }

        _mask.Reshape(frame.Width, frame.Height);
        _changes.Mark(reference, frame, _mask.Cells);
        _mask.Thin(MinNeighbours);
        _edges.Take(_mask);
        _mask.Dilate(Closing);
        _mask.Erode(Closing);
        _mask.FillHoles();
        _mask.Erode(1);
        _mask.Dilate(1);
        return Objects(frame);
    }

    private Difference Objects(Overview frame)
    {
        var count = 0;
        var from = 0;
        var least = MinShare * frame.Cells;

        // A waybill or a highlight splits an object into parts that lie close together.
        _mask.Join(NearGap / 2);
        while (count < MaxGroups && _mask.TakeGroup(ref from, out var group))
        {
            _groups[count++] = group;
        }

        var groups = _groups.AsSpan(0, count);
        var largest = default(CellGroup);
        foreach (var group in groups)
        {
            largest = group.Count > largest.Count ? group : largest;
        }

        if (largest.Count < least)
        {
            return default;
        }

        var several = false;
        var cutOff = default(CellGroup);
        foreach (var group in groups)
        {
            var counts = group == largest || (group.Count >= least && group.Count >= MinSecondShare * largest.Count);
            several |= counts && group != largest;
            cutOff = counts && group.Count > cutOff.Count && _edges.Touches(group) ? group : cutOff;
        }

        return new Difference(Box(cutOff.Count > 0 ? cutOff : largest, frame), several, cutOff.Count > 0);
    }

    private static ObjectBox Box(CellGroup group, Overview frame) => new(
        group.Left / (double)frame.Width,
        group.Top / (double)frame.Height,
        group.Right / (double)frame.Width,
        group.Bottom / (double)frame.Height);
}
