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
    public async Task A_code_that_aws_took_is_not_sent_again_and_the_next_one_is_counted_down_to()
    {
        await Spend(Code);

        var spent = await Assert.ThrowsAsync<RoleAssistException>(() => Spend(Code));

        Assert.Equal((ErrorCode.MfaCodeSpent, Code.Serial, TimeSpan.FromSeconds(17)), (spent.Code, spent.MfaSerial, spent.RetryAfter));
        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData(ErrorCode.MfaCodeRejected, true)]
    [InlineData(ErrorCode.AccessDenied, true)]
    [InlineData(ErrorCode.ServiceUnreachable, false)]
    [InlineData(ErrorCode.ServiceTimeout, false)]
    [InlineData(ErrorCode.Throttled, false)]
    [InlineData(ErrorCode.CredentialsInvalid, false)]
    public async Task Only_an_answer_to_the_code_spends_it(ErrorCode fault, bool spends)
    {
        await Assert.ThrowsAsync<RoleAssistException>(() => Spend(Code, fault));

        if (spends)
        {
            Assert.Equal(ErrorCode.MfaCodeSpent, (await Assert.ThrowsAsync<RoleAssistException>(() => Spend(Code))).Code);
        }
        else
        {
            await Spend(Code);
        }
    }

    [Fact]
    public async Task Another_code_and_another_device_are_not_held_up()
    {
        await Spend(Code);

        await Spend(Code with { TokenCode = "654321" });
        await Spend(Code with { Serial = "arn:aws:iam::123456789012:mfa/bob" });

        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task The_same_digits_come_round_again()
    {
        await Spend(Code);
        _time.Advance(TimeSpan.FromMinutes(3));

        await Spend(Code);

        Assert.Single(_store.Codes);
    }

    [Fact]
    public async Task Two_who_have_the_same_code_do_not_send_it_both()
    {
        var outcomes = await Task.WhenAll(Outcome(), Outcome());

        Assert.Equal([null, ErrorCode.MfaCodeSpent], outcomes.Order());
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task What_is_kept_is_not_the_code()
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

    private Task<int> Spend(MfaCode code, ErrorCode? fault = null) => _codes.SpendAsync(
        code,
        async _ =>
        {
            await Task.Yield();
            Interlocked.Increment(ref _calls);
            return fault is { } kind ? throw new RoleAssistException(kind, "no") : 1;
        },
        CancellationToken.None);
}
