using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

public sealed class MfaCodesTests : IDisposable
{
    private static readonly MfaCode Code = new("arn:aws:iam::123456789012:mfa/ana", "123456");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 8, 0, 13, TimeSpan.Zero));
    private readonly SpentCodesInMemory _store = new();
    private readonly MfaCodes _codes;
    private int _calls;

    public MfaCodesTests() => _codes = new MfaCodes(_store, _time);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Never_resends_a_code_that_aws_has_seen_and_counts_down_to_the_next_one()
    {
        await Spend(Code);

        var spent = await Assert.ThrowsAsync<RoleAssistException>(() => Spend(Code));

        Assert.Equal(
            (ErrorCode.MfaCodeSpent, Code.Serial, TimeSpan.FromSeconds(17)),
            (spent.Code, spent.MfaSerial, spent.RetryAfter)
        );
        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData(ErrorCode.MfaCodeRejected, true)]
    [InlineData(ErrorCode.AccessDenied, true)]
    [InlineData(ErrorCode.ServiceUnreachable, false)]
    [InlineData(ErrorCode.ServiceTimeout, false)]
    [InlineData(ErrorCode.Throttled, false)]
    [InlineData(ErrorCode.CredentialsInvalid, false)]
    public async Task Spends_a_code_only_when_aws_has_answered_it(ErrorCode fault, bool spends)
    {
        await Assert.ThrowsAsync<RoleAssistException>(() => Spend(Code, fault));

        if (spends)
        {
            Assert.Equal(
                ErrorCode.MfaCodeSpent,
                (await Assert.ThrowsAsync<RoleAssistException>(() => Spend(Code))).Code
            );
        }
        else
        {
            await Spend(Code);
        }
    }

    [Fact]
    public async Task Accepts_another_code_and_another_device()
    {
        await Spend(Code);

        await Spend(Code with { TokenCode = "654321" });
        await Spend(Code with { Serial = "arn:aws:iam::123456789012:mfa/bob" });

        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Accepts_the_same_digits_again_later()
    {
        await Spend(Code);
        _time.Advance(TimeSpan.FromMinutes(3));

        await Spend(Code);

        Assert.Single(_store.Codes);
    }

    [Fact]
    public async Task Sends_a_code_once_when_two_callers_have_it()
    {
        var outcomes = await Task.WhenAll(Outcome(), Outcome());

        Assert.Equal([null, ErrorCode.MfaCodeSpent], outcomes.Order());
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Stores_a_fingerprint_instead_of_the_code()
    {
        await Spend(Code);

        Assert.DoesNotContain(Code.TokenCode, Assert.Single(_store.Codes).Fingerprint, StringComparison.Ordinal);
    }

    private async Task<ErrorCode?> Outcome()
    {
        try
        {
            await Spend(Code);
            return null;
        }
        catch (RoleAssistException fault)
        {
            return fault.Code;
        }
    }

    private Task<int> Spend(MfaCode code, ErrorCode? fault = null) =>
        _codes.SpendAsync(
            code,
            async _ =>
            {
                await Task.Yield();
                Interlocked.Increment(ref _calls);
                return fault is { } kind ? throw new RoleAssistException(kind, "no") : 1;
            },
            CancellationToken.None
        );
}
