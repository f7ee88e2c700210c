// Looks at every page and dialog of the window in the states empty, full, failing and running, and saves a picture of
// each: capture FOLDER [LOOK|SCENE…]. Without looks, all of them: light, dark, dense (twice the pixels), large-print
// (twice the font), right-to-left, small (the smallest window); without scenes, all of those, see Capture::allScenes().

#include "album.h"
#include "scenes.h"

#include <QApplication>
#include <QProcess>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// Set for the program started once more, which must not start another whatever the screen does.
constexpr const char *wasScaled = "SYNCDESK_CAPTURE_WAS_SCALED";

/// The scale of the screen is read when a program starts, so this one is started once more.
bool photographWithScale(const Capture::Look &look, const QDir &folder, const QStringList &scenes)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, QString::number(look.pixelRatio));
    environment.insert(QString::fromLatin1(wasScaled), u"1"_s);
    QProcess other;
    other.setProcessEnvironment(environment);
    other.setProcessChannelMode(QProcess::ForwardedChannels);
    other.start(QCoreApplication::applicationFilePath(), QStringList{folder.path(), look.name} + scenes);
    return other.waitForFinished(-1) && other.exitStatus() == QProcess::NormalExit && other.exitCode() == 0;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QStringList arguments = application.arguments();
    if (arguments.value(1).startsWith(u'-'))
        qFatal("capture FOLDER [LOOK|SCENE...]");
    const QDir folder(arguments.value(1, u"pictures"_s));
    if (!folder.mkpath(u"."_s)) {
        std::fprintf(stderr, "cannot make the folder %s\n", qPrintable(folder.path()));
        return 1;
    }
    const QList<Capture::Look> looks = Capture::allLooks();
    QStringList wanted;
    QStringList scenes;
    for (const QString &name : arguments.mid(2)) {
        if (std::any_of(looks.cbegin(), looks.cend(), [&](const Capture::Look &look) { return look.name == name; })) {
            wanted += name;
        } else if (Capture::allScenes().contains(name)) {
            scenes += name;
        } else {
            std::fprintf(stderr, "no look or scene %s\n", qPrintable(name));
            return 2;
        }
    }
    if (scenes.isEmpty())
        scenes = Capture::allScenes();
    bool failed = false;
    int pictures = 0;
    for (const Capture::Look &look : looks) {
        if (!wanted.isEmpty() && !wanted.contains(look.name))
            continue;
        if (look.pixelRatio != application.devicePixelRatio() && !qEnvironmentVariableIsSet(wasScaled)) {
            failed = !photographWithScale(look, folder, scenes) || failed;
            continue;
        }
        Capture::Album album(application, folder, look);
        Capture::photograph(album, scenes);
        pictures += album.count();
        failed = failed || album.failed();
    }
    std::printf("%d pictures in %s\n", pictures, qPrintable(folder.absolutePath()));
    return failed ? 1 : 0;
}
