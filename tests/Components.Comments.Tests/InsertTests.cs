using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Components.Comments.Guests;
using Components.Comments.Tests.Moderation;
using Components.Comments.Tests.Thread;
using Components.Data;
using Components.Mail;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Tests;

/// <summary>What is inserted without the model is what the model would insert.</summary>
public sealed class InsertTests : IDisposable
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private readonly ModeratedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void Every_column_is_written_as_the_context_maps_it()
    {
        using var scope = _site.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<CommentsDb>().Model;
        Compare(Comment.Insert, model);
        Compare(Discussion.Insert, model);
        Compare(GuestLink.Insert, model);
        Compare(OutboxModel.Insert, model);
    }

    [Fact]
    public async Task Who_posts_first_does_not_wait_for_a_context()
    {
        var (before, hasStarted) = (_site.ConfigureServices!, false);
        _site.ConfigureServices = services =>
        {
            before(services);
            services.AddScoped(scope => hasStarted ? throw new InvalidOperationException("Nothing of this needs a context.") : ActivatorUtilities.CreateInstance<CommentsDb>(scope));
        };
        _ = _site.Services;
        hasStarted = true;
        var guest = _site.VisitFrom("192.0.2.1");
        Assert.Equal(HttpStatusCode.OK, (await _site.WriteAsGuestAsync(guest, "first", "Hello", "Gast")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _site.WriteAsGuestAsync(guest, "first", "And with an address", "Gast", ("Email", "gast@example.com"))).Status);
        Assert.Equal(1, _site.Ask<long>("SELECT count(*) FROM comments_guest_links"));
    }

    private static void Compare<T>(RowInsert<T> insert, IModel model) where T : class
    {
        var mapped = new RowInsert<T>(model);
        Assert.Equal(mapped.Table, insert.Table);
        Assert.Equal(mapped.Columns.Order(), insert.Columns.Order());
        var (full, empty) = (Make<T>(), Make<T>());
        var number = 1;
        foreach (var column in model.FindEntityType(typeof(T))!.GetProperties())
        {
            // The setter of a class above is private to it.
            var property = column.PropertyInfo ?? throw new InvalidOperationException($"{column.Name} is no property of the class.");
            property.DeclaringType!.GetProperty(property.Name, Any)!.SetValue(full, Value(property.PropertyType, number++));
        }
        Assert.Equal(Row(mapped, full), Row(insert, full));
        Assert.Equal(Row(mapped, empty), Row(insert, empty));
        Assert.DoesNotContain(DBNull.Value, Row(insert, full).Values);
    }

    private static T Make<T>() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private static SortedDictionary<string, object> Row<T>(RowInsert<T> insert, T row) where T : class =>
        new(insert.Columns.Zip(insert.ValuesOf(row)).ToDictionary(column => column.First, column => column.Second));

    // Another one for each column, so that none can be taken for another.
    private static object Value(Type type, int number)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? $"{number}"
            : type == typeof(DateTimeOffset) ? DateTimeOffset.FromUnixTimeMilliseconds(number)
            : type == typeof(bool) ? true
            : type.IsEnum ? Enum.ToObject(type, number)
            : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }
}
