using Microsoft.Extensions.Time.Testing;

namespace RoleAssist.Aws.Tests.Fakes;

internal static class Patience
{
    /// <summary>Advances the clock until a call, which may pause between attempts, completes.</summary>
    public static async Task<T> PassAsync<T>(this FakeTimeProvider time, Task<T> call)
    {
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }

        return await call;
    }
}
