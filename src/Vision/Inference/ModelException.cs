namespace StationAgent.Vision.Inference;

/// <summary>A model or its manifest cannot be used; the message names the file or field, what was expected and what was found.</summary>
public sealed class ModelException : Exception
{
    /// <inheritdoc cref="Exception()"/>
    public ModelException()
    {
    }

    /// <inheritdoc cref="Exception(string)"/>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="Exception(string, Exception)"/>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
