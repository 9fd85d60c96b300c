using System.Globalization;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace App.Content;

/// <summary>The site's own texts, read from files. A changed file shows at the next request.</summary>
internal sealed partial class ArticleStore(IWebHostEnvironment host, ILogger<ArticleStore> logger)
{
    private readonly Lazy<MarkdownPipeline> _pipeline = new(() => new MarkdownPipelineBuilder().UseAutoIdentifiers().UseAutoLinks().UsePipeTables().Build());
    private readonly Dictionary<string, (DateTime Time, Article? Article)> _known = [];
    private readonly Lock _lock = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Article> All()
    {
        var folder = Path.Combine(host.ContentRootPath, "content", "articles");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.md").Select(Read).OfType<Article>().OrderByDescending(article => article.Date).ThenBy(article => article.Slug, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Null where there is no such article.</summary>
    public Article? Find(string slug) => All().FirstOrDefault(article => article.Slug == slug);

    /// <summary>A page such as <c>about</c>; null where there is no such file.</summary>
    public Article? Page(string name)
    {
        var file = Path.Combine(host.ContentRootPath, "content", $"{name}.md");
        return File.Exists(file) ? Read(file) : null;
    }

    private Article? Read(string file)
    {
        var time = File.GetLastWriteTimeUtc(file);
        lock (_lock)
        {
            if (_known.TryGetValue(file, out var known) && known.Time == time)
                return known.Article;
            var article = Parse(file);
            _known[file] = (time, article);
            return article;
        }
    }

    private Article? Parse(string file)
    {
        var lines = File.ReadAllLines(file);
        var end = lines is ["---", ..] ? Array.IndexOf(lines, "---", 1) : -1;
        var front = lines.Take(Math.Max(end, 0)).Skip(1).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        if (!front.TryGetValue("title", out var title) || !DateOnly.TryParseExact(front.GetValueOrDefault("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Log.NoFrontMatter(logger, file);
            return null;
        }
        // Code that is too wide scrolls, and whoever has no mouse must be able to scroll it too.
        var body = new Lazy<MarkupString>(() =>
            new MarkupString(Markdown.ToHtml(string.Join('\n', lines[(end + 1)..]), _pipeline.Value).Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal)));
        return new Article(Path.GetFileNameWithoutExtension(file), title, front.GetValueOrDefault("description", ""), date, front.GetValueOrDefault("comments") == "inline", body);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{File} is not shown: it must start with '---', 'title: …', 'date: yyyy-MM-dd' and '---'")]
        public static partial void NoFrontMatter(ILogger logger, string file);
    }
}

/// <summary>Registration.</summary>
internal static class ContentSetup
{
    public static void AddArticles(this IServiceCollection services) => services.AddSingleton<ArticleStore>();
}
