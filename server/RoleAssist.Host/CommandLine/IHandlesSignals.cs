namespace RoleAssist.Host.CommandLine;

/// <summary>A verb that ends by itself when a signal arrives, because it has to end other processes first.</summary>
internal interface IHandlesSignals
{
    /// <summary>Takes a signal; returns false to be canceled like any verb.</summary>
    /// <param name="terminate">Whether it is a request to terminate, or Ctrl-C.</param>
    /// <param name="isRepeated">Whether another one arrived before.</param>
    bool Handle(bool terminate, bool isRepeated);
}
