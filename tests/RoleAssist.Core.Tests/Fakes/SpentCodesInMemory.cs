using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>An in-memory store of spent codes.</summary>
internal sealed class SpentCodesInMemory : ISpentCodeStore, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public IReadOnlyList<SpentCode> Codes { get; private set; } = [];

    public async Task<ISpentCodes> OpenAsync(string mfaSerial, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        return new Held(this);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Held(SpentCodesInMemory store) : ISpentCodes
    {
        public IReadOnlyList<SpentCode> Codes => store.Codes;

        public void Replace(IReadOnlyList<SpentCode> codes) => store.Codes = codes;

        public ValueTask DisposeAsync()
        {
            store._one.Release();
            return ValueTask.CompletedTask;
        }
    }
}
