namespace StationAgent.Weighing;

/// <summary>What a sample can show.</summary>
internal enum StabiliserNews
{
    /// <summary>Nothing new.</summary>
    None,

    /// <summary>The load left its settled value upwards.</summary>
    Heavier,

    /// <summary>The load left its settled value downwards.</summary>
    Lighter,

    /// <summary>The load has settled.</summary>
    Settled,

    /// <summary>This sample came after a longer pause than is usual: anything may have happened in between.</summary>
    Unseen,
}
