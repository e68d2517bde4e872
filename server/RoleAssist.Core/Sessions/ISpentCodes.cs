namespace RoleAssist.Core.Sessions;

/// <summary>The spent codes of one device, with exclusive access.</summary>
public interface ISpentCodes : IAsyncDisposable
{
    IReadOnlyList<SpentCode> Codes { get; }

    void Replace(IReadOnlyList<SpentCode> codes);
}
