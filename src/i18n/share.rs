//! Wording of the dialog that shares a figure.

use super::wording;

wording! {
    /// Wording of the dialog that shares a figure.
    ShareWords, share_words;
    /// Opens the dialog.
    share: "分享", "Share";
    /// Heading of the dialog.
    heading: "分享这幅图", "Share this figure";
    /// Closes the dialog.
    close: "关闭", "Close";
    /// Name of the choice of languages.
    language: "语言", "Language";
    /// Chinese and English.
    both: "双语", "Both";
    /// Name of the choice of colours.
    colours: "配色", "Colours";
    /// As the reader's system is set.
    auto: "随读者系统", "As the reader’s system";
    /// Light.
    light: "浅色", "Light";
    /// Dark.
    dark: "深色", "Dark";
    /// Width of the preview.
    width: "预览宽度", "Preview width";
    /// Whether embedded figures have controls.
    controls: "带年份滑块与按钮", "With slider and buttons";
    /// Whether the code carries the static figure.
    fallback: "代码内附静态图（推荐：脚本被去除时仍可阅读）", "Static figure inside the code (recommended: it stays where scripts are taken out)";
    /// Name of the preview.
    preview: "预览", "Preview";
    /// The same in WeChat's dark mode.
    preview_dark: "微信深色模式下的估计效果", "As WeChat’s dark mode may recolour it (an estimate)";
    /// Tab.
    link: "链接", "Link";
    /// The address alone.
    address: "网址", "Address";
    /// Both in a line.
    titled_address: "标题与网址", "Title and address";
    /// Tab.
    script: "脚本嵌入", "Script embed";
    /// Tab.
    frame: "框架嵌入", "Iframe embed";
    /// Tab.
    still: "静态 HTML", "Static HTML";
    /// Tab.
    pictures: "图片", "Pictures";
    /// Tab.
    wechat: "微信公众号", "WeChat";
    /// Tab.
    data: "数据", "Data";
    /// Tab.
    cite: "引用", "Cite";
    /// Tab.
    documents: "Markdown、Quarto、WordPress", "Markdown, Quarto, WordPress";
    /// Copies a text.
    copy: "复制", "Copy";
    /// Said after copying.
    copied: "已复制。", "Copied.";
    /// Said where the browser lets the page copy nothing.
    by_hand: "浏览器不允许网页复制：文字已选中，请按 Ctrl+C（Mac 为 ⌘C）。", "The browser lets pages copy nothing: the text is selected, press Ctrl+C (⌘C on a Mac).";
    /// Said where the browser lets the page save no files.
    not_saved: "浏览器不允许网页保存文件。", "The browser lets pages save no files.";
    /// Said after a file was offered.
    saved: "已保存：", "Saved: ";
    /// While the chart library loads.
    drawing: "正在绘图…", "Drawing…";
    /// Said where a chart could not be drawn.
    not_drawn: "图未能绘出：图表组件没有载入。请检查网络后重新打开。", "The picture could not be drawn: the chart component did not load. Check the connection and open this again.";
    /// A figure that is a table has no picture.
    no_picture: "这幅图是一张表，没有图片；可用静态 HTML 或数据。", "This figure is a table and has no picture; use static HTML or the data.";
    /// What a link is for.
    link_about: "打开图谱，显示与此完全相同的内容。", "Opens the atlas with exactly what is shown here.";
    /// What the script is for.
    script_about: "粘贴到允许脚本的网页。图随网页宽度变化，可互动；临近屏幕时才载入。", "For pages that allow scripts. The figure follows the width of the page, can be used, and loads when it comes near the screen.";
    /// What the frame is for.
    frame_about: "粘贴到只允许框架的网页。附带的小脚本让框架与图等高；没有它，高度不变。", "For pages that allow frames only. The small script fits the frame’s height; without it the height stays.";
    /// What static HTML is for.
    still_about: "图、说明与数据表，不含任何脚本：适合内容管理系统、邮件与 RSS。", "Picture, words and table without any script: for content management systems, mail and RSS.";
    /// What codes for documents are for.
    documents_about: "Markdown 只含图片与链接；Quarto 与 WordPress 代码含脚本嵌入，脚本被去除时仍显示静态图。", "Markdown holds picture and link; the codes for Quarto and WordPress hold the script embed, which stays a static figure where scripts are taken out.";
    /// What pictures are for.
    pictures_about: "图片含标题、来源与边界说明；PNG 为两倍像素。", "Pictures carry title, source and the note on boundaries; PNGs have twice the pixels.";
    /// What is for WeChat.
    wechat_about: "公众号编辑器会删去许多 SVG 写法，这里的代码已逐项避开。规则来自使用者的经验，发布前请用真实账号核对。", "WeChat’s editor takes much of SVG out; this code avoids it item by item. The rules come from practitioners: check with a real account before you publish.";
    /// Said where dark colours were chosen.
    wechat_light: "代码中的图只有浅色：微信会为深色模式的读者自行换色，效果估计见预览。所选“深色”只用于 PNG。", "The picture in the code is always light: WeChat recolours it for readers in dark mode, as the preview estimates. The choice “Dark” is for the PNG alone.";
    /// The still picture for WeChat.
    wechat_still: "静态图（含说明与来源的代码）", "Still picture (code with words and source)";
    /// The flip book for WeChat.
    wechat_flip: "逐年翻页动画", "Flip book of the years";
    /// What data are for.
    data_about: "图中显示的数字，保留发布时的位数。数据包含说明、来源、引用格式与方法。", "The numbers shown, with their published digits. The package adds description, sources, citation and method.";
    /// A package of everything.
    package: "数据包（zip）", "Data package (zip)";
    /// What citations are for.
    cite_about: "引用时请同时注明数据的发布机构。", "Name the office that published the numbers, too.";
    /// Prints the figure.
    print: "打印或存为 PDF", "Print or save as PDF";
    /// How the numbers were made, in a package.
    method: "数值取自所列来源，按标题与副标题所说的口径、版本与年份计算；缺失值不作插补。计算规则见项目的方法说明与源代码。", "Values come from the sources named, computed as title and subtitle say, in the edition and years named; missing values are not filled in. The rules of computation are in the project’s documentation and source code.";
    /// A link was not given.
    shape_figure: "网页插图", "Figure for a page";
    /// 1080 pixels wide.
    shape_article: "文章配图（宽 1080 像素）", "Article (1080 pixels wide)";
    /// 16:9.
    shape_slide: "幻灯片（16:9）", "Slide (16:9)";
    /// Square.
    shape_square: "方图", "Square";
    /// 3:4.
    shape_portrait: "小红书（3:4）", "Portrait (3:4)";
}
