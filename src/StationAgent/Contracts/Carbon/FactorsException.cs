namespace StationAgent.Contracts.Carbon;

/// <summary>A document of carbon factors cannot be used; the message names the file and the field, what was found and what was expected.</summary>
internal sealed class FactorsException : Exception
{
    public FactorsException(string message)
        : base(message)
    {
    }

    public FactorsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
